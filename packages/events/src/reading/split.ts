import type { LineAt } from '../problem.ts';

/** One line of a recording, or one object of a JSON file that is not one a line. */
export interface SourceLine extends LineAt {
  /** Whether its end was seen; the last line of a recording that was cut has none. */
  readonly ended: boolean;
  /** Of a binary format: what stands here; `text` is then for people, and may come only with the event. */
  readonly bytes?: Uint8Array;
}

export interface Splitter {
  /** What the next piece of text completes. `codes`: its code units, where they are at hand. */
  push(piece: string, codes?: Uint8Array): readonly SourceLine[];
  /** What is left at the end. */
  end(): readonly SourceLine[];
}

/** The same for a binary format. */
export interface BlockSplitter {
  push(chunk: Uint8Array): readonly SourceLine[];
  end(): readonly SourceLine[];
}

export interface SplitOptions {
  readonly document: string;
  /** Longest line, in UTF-16 code units; a longer one is told and skipped, and never held as a whole. */
  readonly limit: number;
  readonly onTooLong: (at: LineAt) => void;
}
