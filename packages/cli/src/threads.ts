/** Threads of this process, for work that takes longer than their start. They see the same files, and print nothing. */
export interface Threads {
  /** How many there can be at work at once, this one among them. */
  readonly cores: number;
  /** `task`: data only. `script`: what the thread runs; without one that of `secl test`. */
  readonly start: (task: unknown, script?: ThreadScript) => Thread;
}

export type ThreadScript = 'test-thread' | 'import-thread';

export interface Thread {
  readonly post: (message: unknown) => void;
  /** What it says, until it ends, be it by a mistake: what it was asked for is then to be done by others. */
  readonly messages: AsyncIterable<unknown>;
  readonly stop: () => void;
}
