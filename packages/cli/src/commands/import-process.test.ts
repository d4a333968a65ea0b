import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const main = join(import.meta.dirname, '../main.ts');
const start = (...args: readonly string[]) => spawn(process.execPath, ['--conditions=source', main, ...args]);
const line = '{"Type":"open","Values":{"open.file.path":"/etc/passwd"}}\n';

type Child = ReturnType<typeof start>;

async function endOf(child: Child): Promise<{ readonly code: number | null; readonly stderr: string }> {
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr };
}

it('a reader that has seen enough ends an import, quietly and with 0', async () => {
  const child = start('import', '-');
  const ended = endOf(child);
  child.stdin.on('error', () => undefined);
  child.stdout.once('data', () => child.stdout.destroy());
  const feed = setInterval(() => child.stdin.write(line.repeat(500)), 5);
  expect(await ended).toEqual({ code: 0, stderr: '' });
  clearInterval(feed);
});

it.each([
  ['import', ['import', '-'], '"Type":"open"'],
  ['eval', ['eval', 'open.file.path == "/etc/passwd"', '-'], 'match'],
])('ctrl-C ends %s with 130, and what was read is out', async (_, args, printed) => {
  const child = start(...args);
  const ended = endOf(child);
  let stdout = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  // Once: a signal that comes while a process ends kills it.
  child.stdout.once('data', () => child.kill('SIGINT'));
  child.stdin.write(line.repeat(3));
  expect(await ended).toEqual({ code: 130, stderr: '' });
  expect(stdout).toContain(printed);
});
