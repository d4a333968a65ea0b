import type { ImportedRecording } from './recorded.ts';

/** So many events are kept beside those of the recording that was read last: some tens of megabytes. */
const mostEvents = 10_000;

/** Recordings that were read: cases about one stand together, or run on several targets, and to read it takes longer. */
export class RecordingMemory {
  readonly #known = new Map<string, ImportedRecording>();
  #events = 0;

  get(key: string): ImportedRecording | undefined {
    return this.#known.get(key);
  }

  /** The one that was used longest ago goes first. */
  keep(key: string, recording: ImportedRecording): void {
    this.#forget(key);
    this.#known.set(key, recording);
    this.#events += recording.events.length;
    for (const oldest of this.#known.keys()) {
      if (this.#events <= mostEvents || oldest === key) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#events -= this.#known.get(key)?.events.length ?? 0;
    this.#known.delete(key);
  }
}
