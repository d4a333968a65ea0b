import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';

const hasStrace = existsSync('/usr/bin/strace');
if (!hasStrace) console.log('skipped: strace is not on this machine');
const folder = mkdtempSync(join(tmpdir(), 'secl-record-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const env = { PATH: process.env.PATH };

describe('what is to be recorded', () => {
  it.each([
    [[], 'nothing to record: give a command behind --, --pid or --all'],
    [['--all', '--', 'ls'], 'give a command, --pid or --all, not several of them'],
    [['--raw', '--redact', '--', 'ls'], '--redact writes events, --raw does not: give one of them'],
    [['--all', '--with', 'strace'], 'strace cannot record all processes: use --with bpftrace, or --pid'],
  ])('%j: %s', async (args, message) => {
    const { code, stderr } = await runInMemory(['record', ...args], { cwd: folder, env });
    expect([code, stderr]).toEqual([2, `secl: ${message}\n`]);
  });

  it('without a recorder, how to get one', async () => {
    const { code, stderr } = await runInMemory(['record', '--', 'ls'], {
      cwd: folder,
      env: { PATH: '/none' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain(
      'strace is not installed, which does the recording:\n  Debian, Ubuntu   apt-get install strace\n',
    );
  });
});

describe.skipIf(!hasStrace)('with strace', () => {
  it('a command: its events, and what it returned', async () => {
    const { code, stderr } = await runInMemory(
      ['record', '-o', 'one.jsonl', '--', 'sh', '-c', 'cat /etc/hostname > /dev/null; exit 3'],
      { cwd: folder, env },
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^secl: \d+ events in one\.jsonl, recorded with strace; the command returned 3\n$/,
    );
    const lines = readFileSync(join(folder, 'one.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('{"Type":"exec"'))).toHaveLength(2);
    expect(lines.some((line) => line.includes('"open.file.path":"/etc/hostname"'))).toBe(true);
  });

  it('a process that there is none of: no recording', async () => {
    const { code, stderr } = await runInMemory(['record', '--pid', '4194303', '-o', 'none.jsonl'], {
      cwd: folder,
      env,
    });
    expect([code, existsSync(join(folder, 'none.jsonl'))]).toEqual([2, false]);
    expect(stderr).toMatch(/^secl: strace: .*No such process\n$/);
  });

  it.each([
    ['/no/such/program', 'no such program'],
    ['no-such-program', 'no such program'],
    ['./one.jsonl', 'it may not be executed'],
    ['/', 'a directory is no program'],
  ])('a command that cannot be run is wrong use, and no recording: %s', async (program, why) => {
    writeFileSync(join(folder, 'one.jsonl'), '');
    const { code, stderr } = await runInMemory(['record', '-o', 'no.jsonl', '--', program], {
      cwd: folder,
      env,
    });
    expect([code, stderr]).toEqual([2, `secl: ${program}: ${why}: nothing is recorded\n`]);
    expect(existsSync(join(folder, 'no.jsonl'))).toBe(false);
  });

  it('ctrl-C ends the recording, and what there is is kept', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1500);
    await runInMemory(
      ['record', '-o', 'cut.jsonl', '--', 'sh', '-c', 'cat /etc/hostname > /dev/null; sleep 60'],
      { cwd: folder, env, signal: stop.signal },
    );
    expect(readFileSync(join(folder, 'cut.jsonl'), 'utf8')).toContain('"open.file.path":"/etc/hostname"');
  });

  it('who is asked to end keeps what there is, too', async () => {
    const running = runInMemory(
      ['record', '-o', 'ended.jsonl', '--', 'sh', '-c', 'cat /etc/hostname > /dev/null; sleep 60'],
      { cwd: folder, env },
    );
    setTimeout(() => process.emit('SIGTERM'), 1500);
    expect(await running).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'ended.jsonl'), 'utf8')).toContain('"open.file.path":"/etc/hostname"');
  });

  it('--redact writes no path as it is, but those that secl.yaml keeps', async () => {
    const cwd = mkdtempSync(join(folder, 'redact-'));
    mkdirSync(join(cwd, 'hush'));
    writeFileSync(join(cwd, 'hush', 'secret.txt'), '');
    writeFileSync(join(cwd, 'hush', 'plain.txt'), '');
    writeFileSync(join(cwd, 'secl.yaml'), 'redact:\n  keep_words: [plain.txt]\n');
    const command = ['--', 'cat', 'hush/secret.txt', 'hush/plain.txt'];
    await runInMemory(['record', '--redact', '-o', 'one.jsonl', ...command], { cwd, env });
    const text = readFileSync(join(cwd, 'one.jsonl'), 'utf8');
    expect(text).toContain('/plain.txt');
    expect(text).not.toMatch(/secret|hush/);
  });

  it('--redact with a mistake in secl.yaml records nothing', async () => {
    const cwd = mkdtempSync(join(folder, 'redact-'));
    writeFileSync(join(cwd, 'secl.yaml'), 'redact: {keeps: [paths]}\n');
    const { code, stderr } = await runInMemory(['record', '--redact', '--', 'true'], { cwd, env });
    expect([code, existsSync(join(cwd, 'recording.jsonl'))]).toEqual([2, false]);
    expect(stderr).toContain('did you mean `keep`?');
  });

  it('--raw keeps what strace wrote', async () => {
    await runInMemory(['record', '--raw', '-o', 'raw.strace', '--', 'true'], { cwd: folder, env });
    expect(readFileSync(join(folder, 'raw.strace'), 'utf8')).toMatch(/^\d+ +\d+\.\d+ execve\(/);
  });
});
