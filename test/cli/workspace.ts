import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { command } from './nodes.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Sent this many milliseconds after the start; standard input stays open until then. */
  readonly interruptAfter?: number;
  readonly uid?: number;
}

/** Runs the built command as a process of its own, with nothing of this one's environment. */
export function secl(args: readonly string[], running: Running): Promise<Ended> {
  const { cwd, env = {}, stdin, interruptAfter, uid } = running;
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    ended.stdout += text;
  });
  child.stderr.on('data', (text) => {
    ended.stderr += text;
  });
  if (interruptAfter === undefined) child.stdin.end(stdin ?? '');
  else setTimeout(() => child.kill('SIGINT'), interruptAfter);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...ended })));
}

/** A directory with these files, on disk, for as long as the work takes. */
export async function inDirectory<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'secl-work-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(directory, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
