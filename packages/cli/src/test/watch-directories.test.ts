import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { changesBelow } from './watch-directories.ts';

let folder = '';
let ending = new AbortController();
let seen: string[] = [];
let done: Promise<void> = Promise.resolve();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secl-watch-'));
  await mkdir(join(folder, 'rules'));
  await mkdir(join(folder, 'node_modules'));
  await writeFile(join(folder, 'rules/a.policy'), 'one');
  ending = new AbortController();
  seen = [];
  done = (async () => {
    for await (const paths of changesBelow(folder, ending.signal)) seen.push(...paths);
  })();
  await expect.poll(() => touched('rules/begin')).toBe(true);
});

afterEach(async () => {
  ending.abort();
  await done;
  await rm(folder, { recursive: true });
});

/** Whether a change of a file is told: again and again until somebody listens. */
async function touched(path: string): Promise<boolean> {
  await writeFile(join(folder, path), `${Date.now()}`);
  return seen.includes(path);
}

/** As editors save that would rather lose nothing. */
async function replaced(path: string): Promise<void> {
  await writeFile(join(folder, `${path}~`), `${Date.now()}`);
  await rename(join(folder, `${path}~`), join(folder, path));
}

it('a file that is replaced by another one is heard of each time', async () => {
  for (let time = 0; time < 3; time++) {
    seen.length = 0;
    await replaced('rules/a.policy');
    await expect.poll(() => seen).toContain('rules/a.policy');
  }
});

it('files of a directory that comes later are, with those that come with it', async () => {
  await mkdir(join(folder, 'new/below'), { recursive: true });
  await writeFile(join(folder, 'new/below/b.policy'), 'two');
  await expect.poll(() => seen).toContain('new/below/b.policy');
  seen.length = 0;
  await replaced('new/below/b.policy');
  await expect.poll(() => seen).toContain('new/below/b.policy');
});

it('a directory that goes and comes again is another one', async () => {
  for (let time = 0; time < 2; time++) {
    await rm(join(folder, 'rules'), { recursive: true });
    await mkdir(join(folder, 'rules'));
    seen.length = 0;
    await expect.poll(() => touched('rules/again')).toBe(true);
  }
});

it('packages are not', async () => {
  await writeFile(join(folder, 'node_modules/a.json'), '{}');
  await expect.poll(() => touched('rules/end')).toBe(true);
  expect(seen).not.toContain('node_modules/a.json');
});
