/** The files of a commit, as commands see files: nothing is checked out, and nothing of the repository is run. */
import type { Found } from '@secl/workspace';
import type { FileKind, FileResult, FileSystem } from '../file-system.ts';
import type { Git } from '../git.ts';

type Entry = { readonly kind: 'file' | 'link'; readonly id: string } | { readonly kind: 'other' };

/** Links that are followed from one to the next. */
const mostLinks = 10;

/** Paths count from the working directory, as for the files of the machine. */
export async function commitFiles(git: Git, commit: string): Promise<Found<FileSystem>> {
  const prefix = await git(['rev-parse', '--show-prefix']);
  if (!prefix.ok) return { ok: false, message: prefix.message };
  const listed = await git(['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (!listed.ok) return { ok: false, message: listed.message };
  const entries = entriesIn(textOf(listed.stdout));
  return { ok: true, value: fileSystem(git, entries, textOf(prefix.stdout).replace(/\n$/, '')) };
}

function entriesIn(listing: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const row of listing.split('\0')) {
    const [, mode = '', type = '', id = '', name = ''] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
    if (name === '') continue;
    if (type === 'blob') entries.set(name, { kind: mode === '120000' ? 'link' : 'file', id });
    else entries.set(name, { kind: 'other' });
  }
  return entries;
}

function fileSystem(git: Git, entries: ReadonlyMap<string, Entry>, prefix: string): FileSystem {
  const directories = directoriesOf(entries.keys());
  const blobs = new Map<string, Promise<FileResult<Uint8Array>>>();
  const blob = async (path: string, id: string): Promise<FileResult<Uint8Array>> => {
    const found = await git(['cat-file', 'blob', id]);
    return found.ok ? { ok: true, value: found.stdout } : trouble(path, found.message, 'EIO');
  };
  const once = (path: string, id: string): Promise<FileResult<Uint8Array>> => {
    const known = blobs.get(id) ?? blob(path, id);
    blobs.set(id, known);
    return known;
  };
  /** The name in the tree that a path leads to, links to files followed; undefined for one that leaves it. */
  const resolved = async (path: string): Promise<string | undefined> => {
    let name = inTree(prefix, path);
    for (let left = mostLinks; name !== undefined && left > 0; left--) {
      const entry = entries.get(name);
      if (entry?.kind !== 'link') return name;
      const target = await once(path, entry.id);
      if (!target.ok) return undefined;
      name = inTree(name.slice(0, name.lastIndexOf('/') + 1), textOf(target.value));
    }
    return undefined;
  };
  const kindOf = (name: string | undefined): FileKind => {
    if (name === undefined) return 'missing';
    if (directories.has(name)) return 'directory';
    const kind = entries.get(name)?.kind;
    return kind === undefined ? 'missing' : kind === 'file' ? 'file' : 'other';
  };
  const read = async (path: string): Promise<FileResult<Uint8Array>> => {
    const name = await resolved(path);
    const entry = entries.get(name ?? '');
    if (entry?.kind === 'file') return once(path, entry.id);
    return kindOf(name) === 'directory'
      ? trouble(path, 'is a directory', 'EISDIR')
      : trouble(path, 'no such file or directory', 'ENOENT');
  };
  return {
    kind: async (path) => kindOf(await resolved(path)),
    read,
    async stream(path) {
      const whole = await read(path);
      return whole.ok ? { ok: true, value: portions(whole) } : whole;
    },
    async list(path) {
      const names = directories.get((await resolved(path)) ?? '\0');
      if (names === undefined) return trouble(path, 'no such file or directory', 'ENOENT');
      const value = [...names]
        .sort()
        .map(async (name) => ({ name, kind: kindOf(await resolved(`${path}/${name}`)) }));
      return { ok: true, value: await Promise.all(value) };
    },
    // Read at once, as git hands it over.
    size: async () => undefined,
    replace: async (path) => trouble(path, 'a commit is not written to', 'EROFS'),
  };
}

async function* portions(whole: FileResult<Uint8Array>): AsyncGenerator<FileResult<Uint8Array>> {
  yield whole;
}

/** Each directory with the names in it; the root is the empty one. */
function directoriesOf(files: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const directories = new Map<string, Set<string>>([['', new Set()]]);
  for (const file of files) {
    let path = file;
    while (path !== '') {
      const end = path.lastIndexOf('/');
      const parent = end === -1 ? '' : path.slice(0, end);
      const names = directories.get(parent);
      directories.set(parent, (names ?? new Set()).add(path.slice(end + 1)));
      if (names !== undefined && parent !== '') break;
      path = parent;
    }
  }
  return directories;
}

/** A path from a directory of the tree; undefined where it leads out of the tree. */
function inTree(directory: string, path: string): string | undefined {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return undefined;
  const segments: string[] = [];
  for (const segment of `${directory}${path}`.split(/[\\/]/)) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

function trouble(path: string, reason: string, code: string): FileResult<never> {
  return { ok: false, trouble: { path, reason, code } };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
