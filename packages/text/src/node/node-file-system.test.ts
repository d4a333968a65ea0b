import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFileSystem } from './node-file-system.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'secl-text-'));
});
afterEach(() => rm(root, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('writing', () => {
  test('replaces the file, keeps its mode, leaves nothing behind', async () => {
    await writeFile(join(root, 'a.policy'), 'old');
    await chmod(join(root, 'a.policy'), 0o640);
    expect(await nodeFileSystem(root).write('a.policy', bytes('new'))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await readFile(join(root, 'a.policy'), 'utf8')).toBe('new');
    expect((await stat(join(root, 'a.policy'))).mode & 0o777).toBe(0o640);
    expect(await readdir(root)).toEqual(['a.policy']);
  });

  test.skipIf(process.platform === 'win32')('goes into a pipe, which stays one', async () => {
    const pipe = join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reading = readFile(pipe, 'utf8');
    expect((await nodeFileSystem(root).write('pipe', bytes('text'))).ok).toBe(true);
    expect(await reading).toBe('text');
    expect((await stat(pipe)).isFIFO()).toBe(true);
  });

  test('goes through a link to what it leads to', async () => {
    await writeFile(join(root, 'a.policy'), 'old');
    await symlink('a.policy', join(root, 'link.policy'));
    await nodeFileSystem(root).write('link.policy', bytes('new'));
    expect(await readlink(join(root, 'link.policy'))).toBe('a.policy');
    expect(await readFile(join(root, 'a.policy'), 'utf8')).toBe('new');
  });

  test('makes a file that was not there, but no directory', async () => {
    const files = nodeFileSystem(root);
    expect((await files.write('new.policy', bytes('x'))).ok).toBe(true);
    expect(await files.write('none/new.policy', bytes('x'))).toMatchObject({
      ok: false,
      failure: { kind: 'missing' },
    });
  });
});

describe('reading', () => {
  test('a link back to a directory on the way is no directory', async () => {
    await symlink(root, join(root, 'self'));
    await symlink('..', join(root, 'up'));
    expect(await nodeFileSystem(root).list('.')).toEqual({
      ok: true,
      value: [
        { name: 'self', kind: 'other' },
        { name: 'up', kind: 'other' },
      ],
    });
  });

  test('names come in byte order, links as what they lead to', async () => {
    for (const name of ['b', 'B', 'é', 'a']) await writeFile(join(root, name), name);
    await symlink('a', join(root, 'l'));
    await symlink('nowhere', join(root, 'x'));
    expect(await nodeFileSystem(root).list('.')).toEqual({
      ok: true,
      value: ['B', 'a', 'b', 'l', 'x', 'é'].map((name) => ({ name, kind: name === 'x' ? 'other' : 'file' })),
    });
  });

  test('what cannot be read is a value', async () => {
    const files = nodeFileSystem(root);
    expect(await files.read('none')).toMatchObject({ ok: false, failure: { kind: 'missing', path: 'none' } });
    expect(await files.read('.')).toMatchObject({ ok: false, failure: { kind: 'not a file' } });
    await writeFile(join(root, 'a'), '12345');
    expect(await files.list('a')).toMatchObject({ ok: false, failure: { kind: 'not a directory' } });
    expect(await files.stat('a')).toEqual({ ok: true, value: { kind: 'file', size: 5 } });
  });
});
