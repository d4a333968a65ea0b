import { createWriteStream, type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { chmod, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Content, FileKind, FileResult, FileSystem } from './file-system.ts';
import type { ByteSink } from './output.ts';
import { portions } from './portions.ts';
import { writeAll, writeBehind } from './write-behind.ts';

/** Bytes read or written at once. With Node's 64 KiB a long recording spends a tenth of its time on waiting for the next. */
const portion = 1024 * 1024;

/** The files of this machine, with relative paths taken from `cwd`. Streams end when `signal` is aborted. */
export function nodeFileSystem(cwd: string, signal: AbortSignal): FileSystem {
  const at = (path: string): string => resolve(cwd, path);
  return {
    kind: async (path) => kindOf(at(path)),
    size: async (path) => {
      const found = await stat(at(path)).catch(() => undefined);
      return found?.isFile() === true ? found.size : undefined;
    },
    read: (path) => attempt(path, async () => readSmall(at(path)) ?? readFile(at(path))),
    stream: (path) =>
      attempt(path, async () => {
        const handle = await open(at(path));
        // Opening a directory works; reading it does not, and here is where that can still be said at once.
        const isDirectory = (await handle.stat()).isDirectory();
        if (isDirectory) {
          await handle.close();
          throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
        }
        return asResults(path, portions(handle.createReadStream({ highWaterMark: portion }), signal));
      }),
    list: (path) =>
      attempt(path, async () => {
        // At once, too: the first thing that is waited for starts four threads.
        const entries = readdirSync(at(path), { withFileTypes: true });
        return entries
          .map((entry) => ({ name: entry.name, kind: kindOfEntry(entry, at(path)) }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      }),
    replace: async (path, content) => {
      const done = await attempt(path, () => replaceFile(at(path), content));
      const reason = done.ok ? undefined : whyNoPlace(path, (name) => kindOf(at(name)));
      return done.ok || reason === undefined
        ? done
        : { ok: false, trouble: { ...done.trouble, reason, code: 'ENOTDIR' } };
    },
  };
}

async function* asResults(
  path: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<FileResult<Uint8Array>> {
  try {
    for await (const value of source) yield { ok: true, value };
  } catch (error) {
    yield await troubleAt(path, error);
  }
}

/**
 * A file that is there at once: of a policy, handing it to other threads and back, four times over, takes longer than
 * reading it. That one is not there is known at once, too. Pipes and long files are waited for, so that ctrl-C is heard
 * meanwhile.
 */
function readSmall(path: string): Uint8Array | undefined {
  const found = statSync(path);
  return found.isFile() && found.size <= portion ? readFileSync(path) : undefined;
}

/** Asked at once, too: of a pack that is some hundred times. */
function kindOf(path: string): FileKind {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return 'missing';
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'directory' : 'other';
  } catch {
    return 'missing';
  }
}

/**
 * What the directory says of it; of a link, what it leads to. One that leads back to where it was come from is no way on:
 * whoever looks for files would find each of them again and again.
 */
function kindOfEntry(entry: Dirent, directory: string): FileKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  const path = join(directory, entry.name);
  const kind = kindOf(path);
  return kind === 'directory' && leadsBack(path, directory) ? 'other' : kind;
}

function leadsBack(link: string, directory: string): boolean {
  try {
    const target = realpathSync(link);
    for (let at = directory; ; at = dirname(at)) {
      if (realpathSync(at) === target) return true;
      if (dirname(at) === at) return false;
    }
  } catch {
    return false;
  }
}

/** With those above it. Node's own way to make several never ends where none can be made, as below /proc. */
async function makeDirectory(path: string): Promise<void> {
  if (kindOf(path) === 'directory') return;
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    // Somebody else may have made it meanwhile.
    if (kindOf(path) !== 'directory') throw error;
  });
}

/**
 * Writes beside the file and renames over it. Through links, so that a link stays one. The name begins with a dot
 * and is random, so that neither a search for policies nor a second run meets it.
 */
async function replaceFile(path: string, content: Content): Promise<undefined> {
  const target = await realpath(path).catch(() => path);
  // A pipe or a device is written to: a file in the place of /dev/null would break the machine.
  if (kindOf(target) === 'other') {
    await writeFile(target, 'w', content);
    return;
  }
  await makeDirectory(dirname(target));
  // Most commands write nothing, and starting OpenSSL takes milliseconds.
  const { randomBytes } = await import('node:crypto');
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    await writeFile(draft, 'wx', content);
    const mode = await stat(target).then(
      (found) => found.mode,
      () => undefined,
    );
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * What is wrong with the place itself, in the user's words: of a file on the way, the system says only that "it exists", and
 * not which.
 */
function whyNoPlace(path: string, kind: (name: string) => FileKind): string | undefined {
  if (path === '') return 'an empty name is no place for a file';
  let above = dirname(path);
  while (kind(above) === 'missing' && dirname(above) !== above) above = dirname(above);
  if (kind(above) === 'directory') return undefined;
  return `${above} is not a directory, so nothing can be put below it: name another place`;
}

async function writeFile(path: string, flags: string, content: Content): Promise<void> {
  if (typeof content !== 'function') {
    const source = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    await pipeline(source, createWriteStream(path, { flags, highWaterMark: portion }));
    return;
  }
  const handle = await open(path, flags);
  try {
    const isFile = (await handle.stat()).isFile();
    await writtenBehind(handle.fd, isFile, content);
  } finally {
    await handle.close();
  }
}

/** A pipe may let its writer wait for ever, which is for who can be interrupted. */
async function writtenBehind(
  descriptor: number,
  isFile: boolean,
  write: (to: ByteSink) => Promise<void>,
): Promise<void> {
  let trouble: Error | undefined;
  const writeNext = writeBehind(
    (bytes) => writeAll(descriptor, bytes),
    (error) => {
      trouble ??= error;
    },
  );
  const writeBytes = async (bytes: Uint8Array): Promise<void> => {
    await writeNext(bytes);
    if (trouble !== undefined) throw trouble;
  };
  await write({ writeBytes, file: isFile ? descriptor : undefined });
  // Resolves when the last one is out.
  await writeBytes(new Uint8Array(0));
}

async function attempt<Value>(path: string, work: () => Promise<Value>): Promise<FileResult<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return troubleAt(path, error);
  }
}

/** Turns an error of the system into a value; anything else is a mistake of ours and goes on as it is. */
async function troubleAt(path: string, error: unknown): Promise<FileResult<never>> {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  return { ok: false, trouble: { path, reason: await reasonOf(error, error.code), code: error.code } };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'is a directory',
  ENOTDIR: 'is not a directory',
  EACCES: 'permission denied',
};

async function reasonOf(error: Error, code: string): Promise<string> {
  const known = reasons[code];
  if (known !== undefined) return known;
  if (!('errno' in error) || typeof error.errno !== 'number') return error.message;
  // To import this module starts others, that of threads among them: milliseconds which no command needs that reads files.
  const { getSystemErrorMessage } = await import('node:util');
  return getSystemErrorMessage(error.errno);
}
