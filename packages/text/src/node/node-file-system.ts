import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FileFailure, FileKind, FileResult, WritableFileSystem } from '../file-system.ts';
import { writeFileAtomically } from './write-atomically.ts';

/** The disk. Relative paths start at `root`. */
export function nodeFileSystem(root: string): WritableFileSystem {
  const at = (path: string): string => resolve(root, path);
  return {
    read: (path) => result(path, () => readFile(at(path))),
    stat: (path) =>
      result(path, async () => {
        const found = await stat(at(path));
        return { kind: kindOf(found), size: found.size };
      }),
    list: (path) =>
      result(path, async () => {
        const entries = await readdir(at(path), { withFileTypes: true });
        const listed = await Promise.all(
          entries.map(async (entry) => ({ name: entry.name, kind: await entryKind(at(path), entry) })),
        );
        return listed.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
      }),
    write: (path, bytes) => result(path, () => writeFileAtomically(at(path), bytes)),
  };
}

/** A link that leads back to where it was come from is no way on: each file there would be found again and again. */
async function entryKind(directory: string, entry: Dirent): Promise<FileKind> {
  if (!entry.isSymbolicLink()) return kindOf(entry);
  const path = join(directory, entry.name);
  const kind = await stat(path).then(kindOf, () => 'other' as const);
  return kind === 'directory' && (await leadsBack(path, directory)) ? 'other' : kind;
}

async function leadsBack(link: string, directory: string): Promise<boolean> {
  const real = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined);
  const target = await real(link);
  for (let at = directory; ; at = dirname(at)) {
    if ((await real(at)) === target) return true;
    if (dirname(at) === at) return false;
  }
}

function kindOf(found: { isFile(): boolean; isDirectory(): boolean }): FileKind {
  return found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
}

async function result<T>(path: string, work: () => Promise<T>): Promise<FileResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, failure: failureOf(path, error) };
  }
}

function failureOf(path: string, error: unknown): FileFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return { kind: 'missing', path, message: 'there is no such file' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { kind: 'forbidden', path, message: 'the system does not permit this' };
    case 'EISDIR':
      return { kind: 'not a file', path, message: 'this is a directory' };
    case 'ENOTDIR':
      return { kind: 'not a directory', path, message: 'a part of this path is not a directory' };
    default:
      return { kind: 'failed', path, message: error instanceof Error ? error.message : String(error) };
  }
}
