/**
 * What a run prints follows from its arguments, the version of `secl`, the files that it looked at, and nothing else. So
 * the cache keeps what was printed beside everything that was asked of the file system: which files and directories are
 * there, and a hash of each text. If all of that is answered in the same way again, so is the whole run, and neither the
 * linter, or what runs tests, nor the parsers are even loaded.
 *
 * A cache that cannot be read, or holds what no run prints, is no cache.
 */
import { createHash } from 'node:crypto';
import { parseJson } from '@secl/text';
import type { BaseFlags } from '@stricli/core';
import type { Run } from '../command.ts';
import { type CliContext, contextOf } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import type { Output } from '../output.ts';
import { type Observation, observed, sameAgain } from './observed-files.ts';

/** A command whose runs are remembered. */
export interface Remembered<Flags extends BaseFlags> {
  /** As it is called. */
  readonly command: string;
  /** Stands for everything that the command knows. */
  readonly build: string;
  readonly work: Run<Flags, string[]>;
  /** Runs that write, read what comes but once, or ask more than the file system. */
  readonly dependsOnMore: (flags: Flags, paths: readonly string[]) => boolean;
}

interface Entry {
  /** The version, the arguments and the terminal that it is for. */
  readonly key: string;
  /** Set where comments expire: what they say holds for a day. */
  readonly day: string | null;
  readonly seen: readonly Observation[];
  readonly code: CommandExit;
  readonly stdout: string;
  readonly stderr: string;
}

/** The work, or what it printed the last time. */
export async function throughCache<Flags extends BaseFlags>(
  command: Remembered<Flags>,
  context: CliContext,
  flags: Flags,
  paths: readonly string[],
): Promise<CommandExit> {
  const { work, dependsOnMore } = command;
  const file = dependsOnMore(flags, paths) ? undefined : await cacheFile(command, context, flags, paths);
  if (file === undefined) return work(context, flags, ...paths);
  const key = keyOf(command.build, context, flags, paths);
  const known = await readEntry(context, file);
  if (known !== undefined && known.key === key && (await holds(known, context))) {
    context.stdout.write(known.stdout);
    context.stderr.write(known.stderr);
    return known.code;
  }
  return remembered(file, key, work, context, flags, paths);
}

async function holds({ day, seen }: Entry, context: CliContext): Promise<boolean> {
  return (day === null || day === context.today()) && sameAgain(context.fs, seen);
}

async function remembered<Flags extends BaseFlags>(
  file: string,
  key: string,
  work: Run<Flags, string[]>,
  context: CliContext,
  flags: Flags,
  paths: readonly string[],
): Promise<CommandExit> {
  const { files, record } = observed(context.fs);
  const [stdout, stderr] = [copied(context.stdout), copied(context.stderr)];
  const code = await work(
    contextOf({ ...context, fs: files, stdout: stdout.output, stderr: stderr.output }),
    flags,
    ...paths,
  );
  const { seen, isWhole, expires } = record();
  if (!isWhole || context.signal.aborted) return code;
  const day = expires ? context.today() : null;
  const entry: Entry = { key, day, seen, code, stdout: stdout.text(), stderr: stderr.text() };
  // Where nothing can be written, nothing is remembered.
  await context.fs.replace(file, JSON.stringify(entry));
  return code;
}

function copied(output: Output): { readonly output: Output; readonly text: () => string } {
  const parts: string[] = [];
  const write = (text: string): void => {
    parts.push(text);
    output.write(text);
  };
  return { output: { ...output, write }, text: () => parts.join('') };
}

function keyOf(
  build: string,
  { stdout, stderr }: CliContext,
  flags: BaseFlags,
  paths: readonly string[],
): string {
  const shown = [stdout, stderr].map(({ colour, terminal, columns }) => [colour, terminal, columns ?? 0]);
  return hash(JSON.stringify([build, argumentsOf(flags, paths), shown]));
}

function argumentsOf(flags: BaseFlags, paths: readonly string[]): unknown {
  return [Object.entries(flags).sort(([a], [b]) => (a < b ? -1 : 1)), paths];
}

/** One file for each way of calling, so that the next run writes over the last. */
async function cacheFile(
  { command }: { readonly command: string },
  context: CliContext,
  flags: BaseFlags,
  paths: readonly string[],
): Promise<string | undefined> {
  const folder = await cacheFolder(context);
  const name = hash(JSON.stringify([context.cwd, argumentsOf(flags, paths)])).slice(0, 32);
  return folder === undefined ? undefined : `${folder}/${command}-${name}.json`;
}

/** Beside the tools of a project that has a `node_modules`, else where the system keeps what can be made again. */
async function cacheFolder({ fs, env }: CliContext): Promise<string | undefined> {
  if ((await fs.kind('node_modules')) === 'directory') return 'node_modules/.cache/secl';
  const { XDG_CACHE_HOME: xdg = '', HOME: home = '', LOCALAPPDATA: local = '' } = env;
  if (xdg.startsWith('/')) return `${xdg}/secl`;
  if (home.startsWith('/')) return `${home}/.cache/secl`;
  return local === '' ? undefined : `${local}/secl/cache`;
}

async function readEntry({ fs }: CliContext, file: string): Promise<Entry | undefined> {
  const read = await fs.read(file);
  if (!read.ok) return undefined;
  const parsed = parseJson(new TextDecoder().decode(read.value));
  return parsed.ok && isEntry(parsed.value) ? parsed.value : undefined;
}

const codes: readonly unknown[] = [exit.fine, exit.findings, exit.misuse];

/** The file may be anybody's: what is printed of it must be what a run prints, which is text and colours. */
function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { key, day, seen, code, stdout, stderr } = value as Readonly<Record<string, unknown>>;
  return (
    typeof key === 'string' &&
    (day === null || typeof day === 'string') &&
    Array.isArray(seen) &&
    seen.every(
      (each) => Array.isArray(each) && each.length === 3 && each.every((part) => typeof part === 'string'),
    ) &&
    codes.includes(code) &&
    isPrintable(stdout) &&
    isPrintable(stderr)
  );
}

function isPrintable(text: unknown): boolean {
  return typeof text === 'string' && !/[\0-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[\d*m)/.test(text);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
