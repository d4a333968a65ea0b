import { readdir, readFile, readlink } from 'node:fs/promises';

/**
 * What is known of the processes that run already, as lines of the recording: a recorder sees only what comes after it.
 * `only`: these and those that they come from; without it, all.
 */
export async function runningProcesses(only?: readonly number[]): Promise<readonly string[]> {
  const pids = only === undefined ? await all() : await withAncestors(only);
  const lines = await Promise.all(pids.map(describe));
  return lines.filter((line) => line !== undefined);
}

async function all(): Promise<readonly number[]> {
  const names = await readdir('/proc');
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

async function withAncestors(pids: readonly number[]): Promise<readonly number[]> {
  const found = new Set<number>();
  for (const start of pids) {
    for (let pid = start; pid > 0 && !found.has(pid); pid = await parentOf(pid)) found.add(pid);
  }
  return [...found];
}

async function parentOf(pid: number): Promise<number> {
  return Number(/^PPid:\s*(\d+)/m.exec(await textOf(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A process may end at any moment, and not all of it may be looked at. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

async function linkOf(path: string): Promise<string> {
  try {
    return await readlink(path);
  } catch {
    return '';
  }
}

async function describe(pid: number): Promise<string | undefined> {
  const [status, command, file, directory] = await Promise.all([
    textOf(`/proc/${pid}/status`),
    textOf(`/proc/${pid}/cmdline`),
    linkOf(`/proc/${pid}/exe`),
    linkOf(`/proc/${pid}/cwd`),
  ]);
  const field = (name: string): string | undefined => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1];
  const parent = field('PPid');
  if (parent === undefined) return undefined;
  const [uid, gid] = ['Uid', 'Gid'].map((name) => Number(field(name)?.split('\t')[0] ?? 0));
  const argv = command === '' ? [] : command.replace(/\0$/, '').split('\0');
  const path = file.replace(/ \(deleted\)$/, '');
  const data = ['known', pid, Number(parent), field('Name') ?? '', path, directory, uid, gid, ...argv];
  return JSON.stringify({ type: 'value', data });
}
