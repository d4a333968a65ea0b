import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from './nodes.ts';
import { inDirectory, secl } from './workspace.ts';

const good = 'rules:\n  - id: shell\n    expression: exec.file.name == "sh"\n';
const bad = 'rules:\n  - id: typo\n    expression: exec.file.nam == "sh"\n';

describe('secl load, built', () => {
  it('finds secl.yaml above, and names files from here', async () => {
    const files = { 'secl.yaml': 'rule_sets: {ours: {policies: policies}}\n', 'policies/a.policy': bad };
    await inDirectory(files, async (directory) => {
      await mkdir(join(directory, 'deep/er'), { recursive: true });
      const { code, stdout, stderr } = await secl(['load'], { cwd: join(directory, 'deep/er') });
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toContain('ours on linux');
      expect(stdout).toContain('at ../../policies/a.policy:3:17');
    });
  });

  it('names no path of this machine', async () => {
    await inDirectory({ 'a.policy': bad }, async (cwd) => {
      for (const format of ['pretty', 'json', 'markdown']) {
        expect((await secl(['load', '--format', format], { cwd })).stdout).not.toContain(cwd);
      }
    });
  });

  it('takes absolute paths as they are', async () => {
    await inDirectory({ 'a.policy': good }, async (cwd) => {
      const path = join(cwd, 'a.policy');
      const { code, stdout } = await secl(['load', path], { cwd: '/' });
      expect(code).toBe(0);
      expect(stdout).toContain(`${path} on linux`);
    });
  });

  it('reads a policy from standard input', async () => {
    await inDirectory({}, async (cwd) => {
      expect((await secl(['load', '-'], { cwd, stdin: good })).code).toBe(0);
      const rejected = await secl(['load', '-'], { cwd, stdin: bad });
      expect(rejected.code).toBe(1);
      expect(rejected.stdout).toContain('<stdin>:3:17');
    });
  });

  it('ends with 130 when it is interrupted while it waits for standard input', async () => {
    await inDirectory({}, async (cwd) => {
      expect((await secl(['load', '-'], { cwd, interruptAfter: 1_000 })).code).toBe(130);
    });
  });

  it('says that a directory may not be read', async ({ skip }) => {
    const uid = process.getuid?.();
    skip(uid === undefined, 'this system has no user ids');
    await inDirectory({ 'rules/a.policy': good }, async (cwd) => {
      await chmod(cwd, 0o755);
      await chmod(join(cwd, 'rules'), 0);
      // Nothing is forbidden to root, so it becomes nobody.
      const run = await secl(['load', 'rules'], { cwd, ...(uid === 0 ? { uid: 65_534 } : {}) });
      await chmod(join(cwd, 'rules'), 0o755);
      expect(run).toEqual({ code: 2, stdout: '', stderr: 'secl: rules: permission denied\n' });
    });
  });

  it('ends its search in directories that lead into themselves', async () => {
    await inDirectory({ 'rules/a.policy': good }, async (cwd) => {
      await symlink('.', join(cwd, 'rules/again'));
      const { code, stderr } = await secl(['load'], { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });
  });

  it('passes no escape sequence of a policy on, with colours or without', async () => {
    const hostile = 'rules:\n  - id: "a\\e[2J\\u202e"\n    expression: "exec.nope == \\"\\e]0;owned\\a\\""\n';
    await inDirectory({ 'a.policy': hostile }, async (cwd) => {
      for (const env of [{ FORCE_COLOR: '1' }, { NO_COLOR: '1' }]) {
        const { stdout } = await secl(['load', 'a.policy'], { cwd, env });
        expect(stdout.replace(/\u001B\[\d+m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
        expect(stdout).toContain('\\x1b[2J');
      }
    });
  });

  it('judges regexps as RE2 does: those that begin its library, and those that do not', async () => {
    const condition = (regexp: string) => `exec.file.name =~ r"${regexp}"`;
    const rule = (id: string, regexp: string) => `  - id: ${id}\n    expression: ${condition(regexp)}\n`;
    const rules = [rule('plain', 'a.*b'), rule('counted', '(?P<n>a){2,3}'), rule('wrong', '(?P<n>a')];
    await inDirectory({ 'a.policy': `rules:\n${rules.join('')}` }, async (cwd) => {
      const { code, stdout } = await secl(['load', 'a.policy'], { cwd });
      expect({ code, verdicts: stdout.match(/^\w+ +(?:loaded|rejected)/gm) }).toEqual({
        code: 1,
        verdicts: ['plain    loaded', 'counted  loaded', 'wrong    rejected'],
      });
      expect(stdout).toContain('missing closing )');
    });
  });

  it('reads a file of one line of megabytes', async () => {
    const long = `rules:\n  - id: long\n    expression: exec.file.name in [${'"a", '.repeat(400_000)}"b"]\n`;
    await inDirectory({ 'a.policy': long }, async (cwd) => {
      const { code, stdout } = await secl(['load', 'a.policy'], { cwd });
      expect(code).toBe(0);
      expect(stdout.length).toBeLessThan(1_000);
    });
  });
});

describe('secl fmt, built', () => {
  const ugly = 'rules:\n  - id: a\n    expression: exec.file.name=="sh"\n';

  it('keeps permissions and links, and leaves nothing else behind', async () => {
    await inDirectory({ 'real/a.policy': ugly }, async (cwd) => {
      await chmod(join(cwd, 'real/a.policy'), 0o640);
      await symlink('real/a.policy', join(cwd, 'link.policy'));
      expect(await secl(['fmt', 'link.policy'], { cwd })).toEqual({
        code: 0,
        stdout: 'link.policy\n',
        stderr: '',
      });
      expect((await lstat(join(cwd, 'link.policy'))).isSymbolicLink()).toBe(true);
      expect((await stat(join(cwd, 'real/a.policy'))).mode & 0o777).toBe(0o640);
      expect(await readFile(join(cwd, 'real/a.policy'), 'utf8')).toContain('name == "sh"');
      expect(await readdir(join(cwd, 'real'))).toEqual(['a.policy']);
    });
  });

  it('prints a diff that git applies', async () => {
    await inDirectory({ 'a.policy': ugly }, async (cwd) => {
      const { stdout } = await secl(['fmt', '--diff'], { cwd });
      expect(spawnSync('git', ['apply', '-p0', '-'], { cwd, input: stdout }).status).toBe(0);
      expect((await secl(['fmt', '--check'], { cwd })).code).toBe(0);
    });
  });
});

describe('secl init, built', () => {
  it('writes what loads and is formatted, and refuses to write it again', async () => {
    await inDirectory({}, async (cwd) => {
      expect((await secl(['init'], { cwd })).code).toBe(0);
      expect((await readdir(cwd)).sort()).toEqual(['policies', 'secl.yaml']);
      expect((await secl(['load'], { cwd })).code).toBe(0);
      expect((await secl(['fmt', '--check'], { cwd })).code).toBe(0);
      const again = await secl(['init'], { cwd });
      expect(again).toEqual({
        code: 2,
        stdout: '',
        stderr: 'secl: secl.yaml is there already; nothing was written\n',
      });
    });
  });
});

const defaultPolicy = join(
  import.meta.dirname,
  '../../../shared/fetched/datadog/default-policies/1.69.3.policy',
);

// The figure is printed and not asserted: a busy machine must not fail the tests.
it('tells how long secl load of a default policy of 319 rules takes (goal: 250 ms)', ({ skip }) => {
  skip(!existsSync(defaultPolicy), 'the default policies are not here');
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    const { status, stdout } = spawnSync(process.execPath, [command, 'load', defaultPolicy], {
      encoding: 'utf8',
    });
    const time = performance.now() - start;
    expect(status).toBe(0);
    expect(stdout).toContain('319 rules');
    return time;
  });
  times.sort((a, b) => a - b);
  console.info(`secl load of 319 rules: ${times[3]?.toFixed(0)} ms (best ${times[0]?.toFixed(0)} ms)`);
});
