import { type StdioOptions, spawn } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { Environment } from '../output.ts';

/** Where a program is, in the directories of `PATH`; relative ones are not looked at. */
export async function findProgram(name: string, env: Environment): Promise<string | undefined> {
  for (const directory of (env.PATH ?? '').split(delimiter)) {
    if (!directory.startsWith('/')) continue;
    const path = join(directory, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

/** Why a command cannot be started, by a path from the working directory or by its name; nothing where it can. */
export async function whyNoProgram(name: string, cwd: string, env: Environment): Promise<string | undefined> {
  if (!name.includes('/'))
    return (await findProgram(name, env)) === undefined ? 'no such program' : undefined;
  const path = resolve(cwd, name);
  if (await isExecutable(path)) return undefined;
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 'no such program';
  return found.isDirectory() ? 'a directory is no program' : 'it may not be executed';
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** How a program came to its end. */
export interface Ended {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** Why it could not be started at all. */
  readonly trouble: string | undefined;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has said on standard error, where that was not given away. */
  readonly said: () => string;
  readonly kill: (signal: 'SIGINT' | 'SIGTERM' | 'SIGCONT' | 'SIGKILL') => void;
  /** Its end is not waited for. */
  readonly forget: () => void;
}

const MOST_SAID = 100_000;

export function start(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Environment; readonly stdio: StdioOptions },
): Running {
  const child = spawn(program, [...args], { ...options, env: { ...options.env } });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < MOST_SAID) said += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ code: undefined, signal: undefined, trouble: error.message }));
    child.once('close', (code, signal) =>
      resolve({ code: code ?? undefined, signal: signal ?? undefined, trouble: undefined }),
    );
  });
  return {
    pid: child.pid ?? 0,
    ended,
    said: () => said,
    kill: (signal) => void child.kill(signal),
    forget: () => {
      child.unref();
      child.stderr?.destroy();
    },
  };
}
