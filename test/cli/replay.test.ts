import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from './nodes.ts';

const call = promisify(execFile);
const policy = 'rules:\n  - id: shell\n    expression: exec.file.name == "sh"\n';
const event = (name: string): string => `{"Type": "exec", "Values": {"exec.file.name": "${name}"}}\n`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secl-replay-'));
  // Another user shall be able to come here.
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'a.policy'), policy);
  await writeFile(join(folder, 'many.jsonl'), event('sh').repeat(20_000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `secl replay` over standard input, which stays open until the test ends it. */
function replaying(args: readonly string[], nodeArgs: readonly string[] = [], options: SpawnOptions = {}) {
  const full = [...nodeArgs, command, 'replay', '--policies', 'a.policy', ...args, '-'];
  const child = spawn(process.execPath, full, { cwd: folder, ...options, stdio: 'pipe' });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  return {
    child,
    texts,
    /** Resolves when all of it is in the pipe. */
    feed: (text: string) => new Promise<void>((resolve) => child.stdin.write(text, () => resolve())),
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal })),
  };
}

describe('a pipe that stays open', () => {
  it('has each match printed when its event is read, as behind tail -f', async () => {
    const { child, texts, feed, ended } = replaying(['--format', 'jsonl']);
    const lines = () => texts.stdout.split('\n').length - 1;
    for (const number of [1, 2, 3]) {
      await feed(event('ls') + event('sh'));
      await expect.poll(lines).toBe(number);
    }
    child.stdin.end();
    expect(await ended).toEqual({ code: 0, signal: null });
  });

  it('gives the report so far and 130 on ctrl-C', async () => {
    const { child, texts, feed, ended } = replaying([]);
    // Far more than a pipe holds: when all of it is in the pipe, its start has been read.
    await feed(event('sh') + event('ls').repeat(20_000) + event('ls').slice(0, 9));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, signal: null });
    expect(texts.stdout).toMatch(/^1 of 1 rule triggered\n/);
    expect(texts.stdout).toContain('interrupted: this is the report so far\n');
    expect(texts.stderr).toBe('');
  });

  it('gives 130 on ctrl-C also before anything came', async () => {
    const { child, ended, feed } = replaying(['--format', 'jsonl']);
    await feed(event('sh'));
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, signal: null });
  });
});

describe('a reader that has seen enough', () => {
  it.each(['jsonl', 'pretty'])('ends a %s replay with 0 and silently', async (format) => {
    const secl = `"${process.execPath}" "${command}" replay --policies a.policy --format ${format} many.jsonl`;
    const { stdout, stderr } = await call('bash', ['-c', `${secl} | head -1; exit \${PIPESTATUS[0]}`], {
      cwd: folder,
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });
});

describe('a file without rights', () => {
  it('is told with its name and the reason', async (context) => {
    const path = join(folder, 'secret.jsonl');
    await writeFile(path, event('sh'));
    await chmod(path, 0o000);
    // Root reads everything, so somebody else has to try.
    const root = process.getuid?.() === 0;
    const as = root
      ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', process.execPath]
      : [process.execPath];
    const run = (...args: readonly string[]) => call('env', [...as, ...args], { cwd: folder });
    const runs = await run(command, '--version').then(
      () => true,
      () => false,
    );
    if (!runs) return context.skip('secl cannot be run as a user without rights here');
    await expect(run(command, 'replay', '--policies', 'a.policy', path)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`nothing could be read from ${path} (permission denied)\n`),
    });
  });
});

describe('a line of 200 MB', () => {
  it('is told and skipped, and never held in memory', async () => {
    // The line alone would be more than this heap holds.
    const { child, texts, feed, ended } = replaying(['--format', 'jsonl'], ['--max-old-space-size=160']);
    await feed(`${event('sh')}{"Type": "`);
    const piece = 'x'.repeat(1_000_000);
    for (let sent = 0; sent < 200; sent++) await feed(piece);
    await feed(`"}\n${event('sh')}`);
    child.stdin.end();
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(texts.stdout.match(/"line":\d+/g)).toEqual(['"line":1', '"line":3']);
    expect(texts.stderr).toContain(
      'warning <stdin>:2: this line has more than 67108864 characters; it is skipped',
    );
  });
});
