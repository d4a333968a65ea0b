import type { FileSystem } from '@secl/text';
import { globRoot, globTest, isGlob } from './glob.ts';
import { inByteOrder, joinPath } from './paths.ts';

export type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** What a search down a directory takes on; links can make a small tree endless. */
const most = { depth: 32, directories: 20_000 } as const;

const isPolicy = (path: string): boolean => path.endsWith('.policy');

/**
 * The policy files that a path means: the file itself, whatever it is called; all `.policy` files below a directory; or
 * what a pattern matches. In byte order, as agents read a directory.
 */
export async function policyFilesAt(files: FileSystem, path: string): Promise<Found<readonly string[]>> {
  const stat = await files.stat(path);
  if (stat.ok && stat.value.kind !== 'directory') return { ok: true, value: [path] };
  if (!stat.ok && !isGlob(path)) return notThere(files, path);
  return stat.ok ? filesBelow(files, path, isPolicy, 'holds no .policy files') : filesMatching(files, path);
}

/** The files that a path or a pattern means, of any kind; a directory stands for itself. */
export async function filesAt(files: FileSystem, path: string): Promise<Found<readonly string[]>> {
  const stat = await files.stat(path);
  if (stat.ok) return { ok: true, value: [path] };
  return isGlob(path) ? filesMatching(files, path) : notThere(files, path);
}

/** Why a path leads nowhere. Reading says it best: a directory on the way may be forbidden. */
async function notThere(files: FileSystem, path: string): Promise<Found<never>> {
  const read = await files.read(path);
  return { ok: false, message: `${path}: ${read.ok ? 'it is gone again' : read.failure.message}` };
}

function filesMatching(files: FileSystem, pattern: string): Promise<Found<readonly string[]>> {
  return filesBelow(files, globRoot(pattern), globTest(pattern), 'matches no file', pattern);
}

async function filesBelow(
  files: FileSystem,
  directory: string,
  wanted: (path: string) => boolean,
  nothing: string,
  shown = directory,
): Promise<Found<readonly string[]>> {
  const found = await searchDown(files, directory, wanted);
  if (found.ok && found.value.length === 0) return { ok: false, message: `${shown}: ${nothing}` };
  return found;
}

/**
 * Files below a directory. Those in directories whose name starts with a dot, and in `node_modules`, are passed over. A
 * link that leads nowhere counts, so that whoever reads it hears of it; a pipe or a device does not.
 */
export async function searchDown(
  files: FileSystem,
  directory: string,
  wanted: (path: string) => boolean,
): Promise<Found<readonly string[]>> {
  const found: string[] = [];
  let left: number = most.directories;
  const visit = async (path: string, depth: number): Promise<string | undefined> => {
    left -= 1;
    if (left < 0)
      return `${directory}: more than ${most.directories} directories to search; name them closer`;
    const listed = await files.list(path);
    if (!listed.ok) return `${path}: ${listed.failure.message}`;
    for (const { name, kind } of listed.value) {
      const at = joinPath(path, name);
      if (kind === 'directory') {
        if (name.startsWith('.') || name === 'node_modules' || depth === most.depth) continue;
        const trouble = await visit(at, depth + 1);
        if (trouble !== undefined) return trouble;
      } else if (wanted(at) && (kind === 'file' || !(await files.stat(at)).ok)) found.push(at);
    }
    return undefined;
  };
  const trouble = await visit(directory, 0);
  return trouble === undefined
    ? { ok: true, value: found.sort(inByteOrder) }
    : { ok: false, message: trouble };
}

/** All policy files below a directory, by the directory that holds them. */
export async function policyDirectories(
  files: FileSystem,
  directory: string,
): Promise<Found<readonly string[]>> {
  return searchDown(files, directory, isPolicy);
}
