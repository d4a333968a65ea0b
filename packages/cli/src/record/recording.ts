import type { Ended } from './programs.ts';

/** What is to be recorded. */
export type Subject =
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'process'; readonly pid: number }
  | { readonly kind: 'all' };

export interface Recorder {
  readonly subject: Subject;
  /** The program that records. */
  readonly program: string;
  /** What it writes to. */
  readonly file: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called when it begins: what it waits for ends the recording. */
  readonly stop: () => Promise<'ctrl-C' | 'time'>;
}

/** How a recording ended: with what the command returned, or why there is none. */
export type Recorded =
  | { readonly ok: true; readonly command: Ended | undefined }
  | { readonly ok: false; readonly message: string };
