import { afterEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from './run-program.ts';

afterEach(() => vi.unstubAllEnvs());

const node = (script: string) => runProgram(process.execPath, ['-e', script], process.cwd());

describe('a program that the action runs', () => {
  it('sees neither inputs with the token nor what the runner reads commands from', async () => {
    vi.stubEnv('INPUT_TOKEN', 'secret');
    vi.stubEnv('GITHUB_TOKEN', 'secret');
    vi.stubEnv('GITHUB_OUTPUT', 'file');
    vi.stubEnv('ACTIONS_RUNTIME_TOKEN', 'secret');
    vi.stubEnv('NODE_OPTIONS', '--no-warnings');
    const { stdout } = await node('console.log(Object.keys(process.env).join(" "))');
    expect(stdout.split(' ').filter((name) => /INPUT|GITHUB|ACTIONS|NODE_OPTIONS/.test(name))).toEqual([]);
    expect(stdout).toContain('PATH');
  });

  it('ends with its code and both its streams', async () => {
    const ended = await node('console.log(1); console.error(2); process.exitCode = 3');
    expect(ended).toEqual({ code: 3, stdout: '1\n', stderr: '2\n' });
  });

  it('ends with 127 where it is not there', async () => {
    const { code, stderr } = await runProgram('secl-no-such-program', [], process.cwd());
    expect(code).toBe(127);
    expect(stderr).toContain('ENOENT');
  });
});
