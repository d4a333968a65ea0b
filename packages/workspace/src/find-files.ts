import { holdsPolicies, mayHoldPolicies } from '@secl/policy';
import { decodeText, type FileKind, type FileSystem } from '@secl/text';
import { globRoot, globTest, isGlob } from './glob.ts';
import { inByteOrder, joinPath } from './paths.ts';
import { inWordsOfUnread, isPolicyText, mayBePolicy } from './unread-policy.ts';

export type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** What a search down a directory takes on; links can make a small tree endless. */
const most = { depth: 32, directories: 20_000 } as const;

/**
 * Whether a file that nobody has named is one with policies: `.policy` files are by their name, others by what they
 * hold.
 */
async function isPolicy(files: FileSystem, path: string): Promise<boolean> {
  if (path.endsWith('.policy')) return true;
  if (!mayHoldPolicies(path)) return false;
  const read = await files.read(path);
  return read.ok && holdsPolicies(path, decodeText(read.value).text);
}

/**
 * The files of policies that a path means: the file itself, whatever it is; all below a directory that hold policies
 * for sure; or what a pattern matches. In byte order, as agents read a directory.
 */
export async function policyFilesAt(files: FileSystem, path: string): Promise<Found<readonly string[]>> {
  const stat = await files.stat(path);
  if (stat.ok && stat.value.kind !== 'directory') return { ok: true, value: [path] };
  if (!stat.ok && !isGlob(path)) return notThere(files, path);
  if (!stat.ok) {
    const matching = await filesMatching(files, path);
    if (matching.ok || !path.endsWith('.policy')) return matching;
    return { ok: false, message: `${matching.message}${await unreadBelow(files, globRoot(path))}` };
  }
  const found = await policiesBelow(files, path);
  if (!found.ok || found.value.length > 0) return found;
  return { ok: false, message: `${path}: holds no policies${await unreadBelow(files, path)}` };
}

/**
 * What to add where a directory holds no policies: the files below it that look like some, under names that agents pass
 * over. Empty where there are none.
 */
export async function unreadBelow(files: FileSystem, directory: string): Promise<string> {
  const found = await searchDown(files, directory, async (path) => {
    const read = mayBePolicy(path) ? await files.read(path) : undefined;
    return read?.ok === true && isPolicyText(path, read.value);
  });
  return inWordsOfUnread(found.ok ? found.value : []);
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

async function filesMatching(files: FileSystem, pattern: string): Promise<Found<readonly string[]>> {
  const found = await searchDown(files, globRoot(pattern), globTest(pattern));
  if (found.ok && found.value.length === 0) return { ok: false, message: `${pattern}: matches no file` };
  return found;
}

type Wanted = (path: string) => boolean | Promise<boolean>;

/**
 * Files below a directory. Those in directories whose name starts with a dot, and in `node_modules`, are passed over, and so
 * is a directory below that nobody may list, which is said. A link that leads nowhere counts, so that whoever reads it
 * hears of it; a pipe or a device does not.
 */
export async function searchDown(
  files: FileSystem,
  directory: string,
  wanted: Wanted,
): Promise<Found<readonly string[]>> {
  const found: string[] = [];
  let left: number = most.directories;
  const isWanted = async (at: string, kind: FileKind): Promise<boolean> =>
    (kind === 'file' || !(await files.stat(at)).ok) && (await wanted(at));
  const visit = async (path: string, depth: number): Promise<string | undefined> => {
    left -= 1;
    if (left < 0)
      return `${directory}: more than ${most.directories} directories to search; name them closer`;
    const listed = await files.list(path);
    if (!listed.ok && depth === 0) return `${path}: ${listed.failure.message}`;
    if (!listed.ok) files.passedOver?.({ ...listed.failure, path });
    if (!listed.ok) return undefined;
    for (const { name, kind } of listed.value) {
      const at = joinPath(path, name);
      if (kind === 'directory') {
        if (name.startsWith('.') || name === 'node_modules' || depth === most.depth) continue;
        const trouble = await visit(at, depth + 1);
        if (trouble !== undefined) return trouble;
      } else if (await isWanted(at, kind)) found.push(at);
    }
    return undefined;
  };
  const trouble = await visit(directory, 0);
  return trouble === undefined
    ? { ok: true, value: found.sort(inByteOrder) }
    : { ok: false, message: trouble };
}

/** All files with policies below a directory; there may be none. */
export function policiesBelow(files: FileSystem, directory: string): Promise<Found<readonly string[]>> {
  return searchDown(files, directory, (path) => isPolicy(files, path));
}

/** The files with policies in a directory itself, of those whose names are wanted; none where it cannot be listed. */
export async function policiesIn(
  files: FileSystem,
  directory: string,
  wanted: (name: string) => boolean,
): Promise<readonly string[]> {
  const listed = await files.list(directory);
  const found: string[] = [];
  for (const { name, kind } of listed.ok ? listed.value : []) {
    const path = joinPath(directory, name);
    if (kind !== 'directory' && wanted(name) && (await isPolicy(files, path))) found.push(path);
  }
  return found;
}
