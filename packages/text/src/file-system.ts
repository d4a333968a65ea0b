/**
 * Where files come from: the disk, an editor's open documents, an archive, a test. Paths use `/` and are relative to
 * what the implementation was made for, or absolute where it allows that.
 */
export interface FileSystem {
  read(path: string): Promise<FileResult<Uint8Array>>;
  /** The names in a directory, in byte order. */
  list(path: string): Promise<FileResult<readonly DirectoryEntry[]>>;
  stat(path: string): Promise<FileResult<FileStat>>;
  /** Is told what a search could not look into, and went on without. */
  passedOver?(failure: FileFailure): void;
}

/** A file system that can be written to. */
export interface WritableFileSystem extends FileSystem {
  /** All or nothing: whoever reads the path sees the old bytes or the new ones. Keeps the file's permissions. */
  write(path: string, bytes: Uint8Array): Promise<FileResult<void>>;
}

export type FileResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: FileFailure };

export interface FileFailure {
  readonly kind: 'missing' | 'forbidden' | 'not a file' | 'not a directory' | 'failed';
  readonly path: string;
  /** One sentence for people. */
  readonly message: string;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: FileKind;
}

export interface FileStat {
  readonly kind: FileKind;
  /** In bytes. */
  readonly size: number;
}

/** Links are what they lead to; one that leads nowhere, or in a list back to where it was come from, is `other`. */
export type FileKind = 'file' | 'directory' | 'other';
