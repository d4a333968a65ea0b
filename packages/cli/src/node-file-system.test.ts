import { execFileSync } from 'node:child_process';
import { existsSync, writeSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from './node-file-system.ts';

const { signal } = new AbortController();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secl-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('reading', () => {
  it('takes relative paths from the given directory', async () => {
    await writeFile(join(folder, 'a.policy'), 'rules: []');
    const read = await nodeFileSystem(folder, signal).read('a.policy');
    expect(read.ok && Buffer.from(read.value).toString()).toBe('rules: []');
  });

  it('says which file is missing, with the path as the user gave it', async () => {
    expect(await nodeFileSystem(folder, signal).read('none.policy')).toEqual({
      ok: false,
      trouble: { path: 'none.policy', reason: 'no such file or directory', code: 'ENOENT' },
    });
  });

  it('says that a directory is no file, also when streaming', async () => {
    const files = nodeFileSystem(folder, signal);
    const trouble = { path: '.', reason: 'is a directory', code: 'EISDIR' };
    expect(await files.read('.')).toEqual({ ok: false, trouble });
    expect(await files.stream('.')).toEqual({ ok: false, trouble });
  });

  it('streams a long file in portions that add up to it', async () => {
    const text = '0123456789'.repeat(250_000);
    await writeFile(join(folder, 'long'), text);
    const stream = await nodeFileSystem(folder, signal).stream('long');
    if (!stream.ok) throw new Error(stream.trouble.reason);
    let found = '';
    let count = 0;
    for await (const portion of stream.value) {
      if (!portion.ok) throw new Error(portion.trouble.reason);
      found += Buffer.from(portion.value).toString();
      count += 1;
    }
    expect(found === text).toBe(true);
    expect(count).toBeGreaterThan(1);
  });

  it('lists a directory by name, with what each entry is', async () => {
    await writeFile(join(folder, 'b'), '');
    await symlink(folder, join(folder, 'a'));
    await symlink(join(folder, 'gone'), join(folder, 'c'));
    const listed = await nodeFileSystem(folder, signal).list('.');
    expect(listed.ok && listed.value).toEqual([
      { name: 'a', kind: 'other' },
      { name: 'b', kind: 'file' },
      { name: 'c', kind: 'missing' },
    ]);
  });

  it('goes through a link to a directory once, and back through none', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await mkdir(join(folder, 'c'));
    await symlink('../c', join(folder, 'a/to-c'));
    await symlink('../a', join(folder, 'c/to-a'));
    await symlink('..', join(folder, 'a/b/up'));
    const files = nodeFileSystem(folder, signal);
    const kinds = async (path: string) => {
      const listed = await files.list(path);
      return listed.ok && listed.value.map(({ name, kind }) => `${name}: ${kind}`);
    };
    expect(await kinds('a')).toEqual(['b: directory', 'to-c: directory']);
    expect(await kinds('a/to-c')).toEqual(['to-a: other']);
    expect(await kinds('a/b')).toEqual(['up: other']);
    expect(await kinds('c')).toEqual(['to-a: directory']);
  });
});

describe('replacing', () => {
  it('keeps permissions and links, and leaves nothing beside the file', async () => {
    await writeFile(join(folder, 'real'), 'old');
    await chmod(join(folder, 'real'), 0o640);
    await symlink('real', join(folder, 'link'));
    expect(await nodeFileSystem(folder, signal).replace('link', 'new')).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
    expect((await stat(join(folder, 'real'))).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['link', 'real']);
  });

  it('takes the new content in portions, and drops the draft where they end in a mistake', async () => {
    const files = nodeFileSystem(folder, signal);
    async function* portions(broken: boolean): AsyncGenerator<string> {
      yield 'new ';
      if (broken) throw new Error('half of it');
      yield 'content';
    }
    await files.replace('a', portions(false));
    await expect(files.replace('a', portions(true))).rejects.toThrow('half of it');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new content');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('lets the content be written by who has it, through the file or through its descriptor, all or nothing', async () => {
    const files = nodeFileSystem(folder, signal);
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    await files.replace('a', async ({ writeBytes, file }) => {
      await writeBytes(bytes('one '));
      await writeBytes(bytes(''));
      if (file !== undefined) writeSync(file, 'two ');
      await writeBytes(bytes('three'));
    });
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('one two three');
    const broken = files.replace('a', async ({ writeBytes }) => {
      await writeBytes(bytes('half'));
      throw new Error('half of it');
    });
    await expect(broken).rejects.toThrow('half of it');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('one two three');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it.runIf(existsSync('/dev/full'))('says that a device is full, however it is written to', async () => {
    const written = await nodeFileSystem(folder, signal).replace('/dev/full', async ({ writeBytes }) => {
      await writeBytes(new Uint8Array(10));
    });
    expect(written).toMatchObject({ ok: false, trouble: { code: 'ENOSPC' } });
  });

  it('makes the directories above a file', async () => {
    const files = nodeFileSystem(folder, signal);
    expect((await files.replace('some/deep/er/file', 'x')).ok).toBe(true);
    expect((await files.replace('some/deep/file', 'x')).ok).toBe(true);
  });

  it.skipIf(!existsSync('/proc/self'))('says where none can be made', { timeout: 5000 }, async () => {
    const replaced = await nodeFileSystem(folder, signal).replace('/proc/secl/file', 'x');
    expect(replaced).toMatchObject({ ok: false, trouble: { reason: 'no such file or directory' } });
  });

  it.each(['a/b', 'a/b/c', './a/b'])('says which file stands in the way of %s', async (path) => {
    await writeFile(join(folder, 'a'), 'old');
    const replaced = await nodeFileSystem(folder, signal).replace(path, 'new');
    const above = path.startsWith('./') ? './a' : 'a';
    const reason = `${above} is not a directory, so nothing can be put below it: name another place`;
    expect(replaced).toMatchObject({ ok: false, trouble: { path, reason, code: 'ENOTDIR' } });
  });

  it('takes an empty name for no place', async () => {
    const replaced = await nodeFileSystem(folder, signal).replace('', 'x');
    expect(replaced).toMatchObject({
      ok: false,
      trouble: { reason: 'an empty name is no place for a file' },
    });
  });

  it('leaves the old content when the new one cannot be put there', async () => {
    await writeFile(join(folder, 'a'), 'old');
    const replaced = await nodeFileSystem(folder, signal).replace('a/b', 'new');
    expect(replaced.ok).toBe(false);
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('old');
  });
});

describe.skipIf(process.platform === 'win32')('a pipe, as a device', () => {
  it('is written to and stays one', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reading = readFile(pipe, 'utf8');
    const written = await nodeFileSystem(folder, signal).replace('pipe', 'text');
    expect(written.ok).toBe(true);
    expect(await reading).toBe('text');
    expect((await stat(pipe)).isFIFO()).toBe(true);
    expect(await readdir(folder)).toEqual(['pipe']);
  });
});
