/** Where a long output goes that is bytes already. */
export interface ByteSink {
  /**
   * Writes a portion. Resolves when the portion before it is out: the next one can be made meanwhile, and the memory of the
   * one before is free.
   */
  readonly writeBytes: (bytes: Uint8Array) => Promise<void>;
  /** The descriptor of an open file, to which other threads may write, too, while no portion is on its way. */
  readonly file: number | undefined;
}

/** A standard stream as commands see it: text goes in, and what the reader at the other end can show is known. */
export interface Output extends ByteSink {
  readonly write: (text: string) => void;
  /**
   * Resolves when the stream takes more. To be awaited between portions of a long output, so that a slow reader
   * slows the command down and does not fill its memory.
   */
  readonly drained: () => Promise<void>;
  /** Whether escape sequences for colour are wanted. */
  readonly colour: boolean;
  /** Whether a person looks at it: progress is for them only. */
  readonly terminal: boolean;
  /** Width in cells, where there is one. */
  readonly columns: number | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The decision on colour, in the order that users expect (https://force-color.org, https://no-color.org): what is
 * forced, then what is refused, then whether a terminal that can show it is there.
 */
export function wantsColour(env: Environment, terminal: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  const refused = env.NO_COLOR;
  if (refused !== undefined && refused !== '') return false;
  return terminal && env.TERM !== 'dumb';
}
