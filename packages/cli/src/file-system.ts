import type { ByteSink } from './output.ts';

/** What a path leads to, links followed. */
export type FileKind = 'file' | 'directory' | 'other' | 'missing';

/** Why a file could not be read or written: a sentence part for people ("permission denied"), and the system's code. */
export interface FileTrouble {
  readonly path: string;
  readonly reason: string;
  readonly code: string;
}

export type FileResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: FileTrouble };

export type Content =
  | string
  | Uint8Array
  | AsyncIterable<string | Uint8Array>
  | ((to: ByteSink) => Promise<void>);

/**
 * Files, as commands see them. What a user can cause (a missing file, a folder without rights) is a value. Paths
 * are absolute or relative to the working directory of the context.
 */
export interface FileSystem {
  readonly kind: (path: string) => Promise<FileKind>;
  /** Bytes of a file; nothing of what has no end that is known, such as a pipe, and of what is not there. */
  readonly size: (path: string) => Promise<number | undefined>;
  readonly read: (path: string) => Promise<FileResult<Uint8Array>>;
  /** The file in portions, as they come; works on pipes and devices. Trouble after the start ends the portions. */
  readonly stream: (path: string) => Promise<FileResult<AsyncIterable<FileResult<Uint8Array>>>>;
  /**
   * Names in a directory with what they are, sorted by name in code unit order. A link to a directory on the way here is
   * `other`.
   */
  readonly list: (
    path: string,
  ) => Promise<FileResult<readonly { readonly name: string; readonly kind: FileKind }[]>>;
  /**
   * All or nothing: the old content stays until the new one, which may come in portions or be written by who has it, is
   * there whole. Keeps the permissions of the file.
   */
  readonly replace: (path: string, content: Content) => Promise<FileResult<undefined>>;
  /** Is told what a search could not look into, and went on without. */
  readonly passedOver?: (trouble: Pick<FileTrouble, 'path' | 'reason'>) => void;
}
