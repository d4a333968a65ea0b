import type { Catalogue } from '@secl/model';
import type { EventProblem } from './problem.ts';
import type { BlockSplitter, SourceLine, SplitOptions } from './reading/split.ts';
import type { CanonicalRecord } from './record.ts';

/** What recordings of a format can ever contain, so that rules can be told before that they need something else. */
export interface Coverage {
  readonly eventTypes: readonly string[];
  /** Names of fields, `*` for any run of characters. */
  readonly fields: readonly string[];
}

/** A record and the line it was made from; where a call is printed in two parts, both, one below the other. */
export interface ImportedRecord {
  readonly record: CanonicalRecord;
  readonly at: SourceLine;
  /** Ids of the rules that the source says the event matched, where it is an agent. */
  readonly said?: readonly string[];
}

/** What became of the lines of a recording, or of its objects or blocks: see `SourceUnit`. */
export interface LineCounts {
  /** Lines read, blank ones not counted. */
  readonly lines: number;
  /** Lines that gave an event. */
  readonly events: number;
  /** Lines that told of processes only: starts, ends, changes of directory or rights. */
  readonly processes: number;
  /** Lines that are understood and of no matter to any rule. */
  readonly irrelevant: number;
  /** Lines that were skipped, each with a problem that says why. */
  readonly skipped: number;
}

export interface ImportOptions {
  readonly catalogue: Catalogue;
  readonly onProblem: (problem: EventProblem) => void;
  /**
   * What the readers of several files of one recording keep together, each under the id of its format: the processes of
   * an export that was split. Without it a file is read by itself.
   */
  readonly shared?: Map<string, unknown>;
}

/** Reads one recording, line by line, in constant memory. */
export interface RecordReader {
  /** What this line completes. */
  read(line: SourceLine): readonly ImportedRecord[];
  /** What was kept back; what is still open is told. */
  end(): readonly ImportedRecord[];
  counts(): LineCounts;
}

export interface Importer {
  /** As in `--format`. */
  readonly id: string;
  readonly title: string;
  /** How sure it is, from 0 to 1, that a file that begins with these lines is its own. */
  recognise(firstLines: readonly string[]): number;
  readonly fills: Coverage;
  /** Of a binary format, which is told by its first bytes and comes in blocks instead of lines. */
  readonly blocks?: {
    recognise(head: Uint8Array): boolean;
    split(options: SplitOptions): BlockSplitter;
  };
  open(options: ImportOptions): RecordReader;
}
