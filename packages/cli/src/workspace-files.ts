import type { FileFailure, FileKind as TextFileKind, FileSystem as TextFiles } from '@secl/text';
import type { FileKind, FileSystem, FileTrouble } from './file-system.ts';

/** The files of a command as the rooms see files. */
export function workspaceFiles(files: FileSystem): TextFiles {
  return {
    async read(path) {
      const read = await files.read(path);
      return read.ok ? read : { ok: false, failure: failureOf(read.trouble) };
    },
    async stat(path) {
      const kind = await files.kind(path);
      if (kind !== 'missing') return { ok: true, value: { kind: kindOf(kind), size: 0 } };
      return { ok: false, failure: { kind: 'missing', path, message: 'no such file or directory' } };
    },
    async list(path) {
      const listed = await files.list(path);
      if (!listed.ok) return { ok: false, failure: failureOf(listed.trouble) };
      return { ok: true, value: listed.value.map(({ name, kind }) => ({ name, kind: kindOf(kind) })) };
    },
    passedOver: ({ path, message }) => files.passedOver?.({ path, reason: message }),
  };
}

/** A link that leads nowhere is listed and missing at once. */
function kindOf(kind: FileKind): TextFileKind {
  return kind === 'missing' ? 'other' : kind;
}

const kinds: Readonly<Record<string, FileFailure['kind']>> = {
  ENOENT: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EISDIR: 'not a file',
  ENOTDIR: 'not a directory',
};

function failureOf({ path, reason, code }: FileTrouble): FileFailure {
  return { kind: kinds[code] ?? 'failed', path, message: reason };
}
