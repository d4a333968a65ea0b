import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { command } from './nodes.ts';

const call = promisify(execFile);

describe('secl as a process', () => {
  it('ends with 0 and silently when the reader closes the pipe', async () => {
    const child = spawn(process.execPath, [command, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))(
    'ends with 2 and says why when the disk is full (where there is /dev/full)',
    async () => {
      const secl = `"${process.execPath}" "${command}" --help > /dev/full`;
      await expect(call('bash', ['-c', secl])).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^secl: the output cannot be written: ENOSPC/),
      });
    },
  );

  it('writes no escape sequences into a pipe, unless they are asked for', async () => {
    const help = (env: Record<string, string>) => call(process.execPath, [command, '--help'], { env });
    const colourStart = '\u001B[';
    expect((await help({})).stdout).not.toContain(colourStart);
    expect((await help({ FORCE_COLOR: '1' })).stdout).toContain(colourStart);
  });

  it('adds completion to ~/.bashrc and takes it out again, leaving the rest', async () => {
    const home = await mkdtemp(join(tmpdir(), 'secl-home-'));
    const bashrc = join(home, '.bashrc');
    const completion = (verb: string) =>
      call(process.execPath, [command, 'completion', verb], { env: { HOME: home, SHELL: '/bin/bash' } });
    try {
      await writeFile(bashrc, 'alias ll="ls -l"\n');
      await completion('install');
      expect(await readFile(bashrc, 'utf8')).toContain('secl __complete $COMP_LINE');
      await completion('uninstall');
      expect((await readFile(bashrc, 'utf8')).trim()).toBe('alias ll="ls -l"');
    } finally {
      await rm(home, { recursive: true });
    }
  });

  it('says that completion is for bash where the shell is another one', async () => {
    const env = { HOME: '/', SHELL: '/bin/zsh' };
    await expect(call(process.execPath, [command, 'completion', 'install'], { env })).rejects.toMatchObject({
      code: 2,
      stderr: 'secl: completion is there for bash; the shell here is /bin/zsh\n',
    });
  });
});
