import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import schema from '../../schema/diff.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/diff.md')));
describe('diff.examples.md', () => testDocument(join(import.meta.dirname, 'diff.examples.md')));

const rule = (id: string, expression: string, ...more: readonly string[]): string =>
  [`  - id: ${id}`, `    expression: ${expression}`, ...more.map((line) => `    ${line}`)].join('\n');
const policy = (...rules: readonly string[]): string => `rules:\n${rules.join('\n')}\n`;
const shell = rule('shell', 'exec.file.name == "sh"');
const shells = rule('shell', 'exec.file.name in ["sh", "fish"]');

describe('the JSON report', () => {
  const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);
  const seen = 'actions: [{set: {name: seen, value: true}}]';
  const macro = (values: string): string => `macros:\n  - {id: M, ${values}}\n`;
  const fs = testFiles({
    'old/a.policy': `${macro('values: [a]')}${policy(
      shell,
      rule('gone', 'open.file.path == "/x"'),
      rule('named', 'dns.question.name == "x"'),
      rule('laid', 'exec.file.name=="x"'),
      rule('other', 'exec.file.name in ["a", "b"]'),
      rule('off', 'exec.file.name == "off"'),
      rule('newer', 'exec.file.name == "y"', 'every: 5s', 'tags: {a: b}', seen),
      rule('reads', 'open.file.path == "/y" && ${seen}'),
      rule('uses', 'exec.file.name in M'),
    )}`,
    'new/a.policy': `${macro('values: [b]')}${policy(
      shells,
      rule('new', 'unlink.file.path == "/z"'),
      rule('renamed', 'dns.question.name == "x"'),
      rule('laid', 'exec.file.name == "x"'),
      rule('other', 'exec.file.name == "b" || exec.file.name == "a"'),
      rule('off', 'exec.file.name == "off"', 'disabled: true'),
      rule(
        'newer',
        'exec.file.name == "y" && exec.file.extension == ""',
        'every: 9s',
        seen.replace('true', '1'),
      ),
      rule('reads', 'open.file.path == "/y" && ${seen} == 1'),
      rule('uses', 'unlink.file.name in M'),
    )}`,
    'new/broken.policy': 'rules: [\n',
    'events.jsonl': '{"Type": "exec", "Values": {"exec.file.name": "fish"}}\n',
  });
  const args = [
    'diff',
    'old',
    'new',
    '--format',
    'json',
    '--agent',
    '7.50,7.75',
    '--recording',
    'events.jsonl',
  ];

  it('is what its schema says, whatever differs', async () => {
    const { stdout, code } = await runInMemory(args, { fs });
    const parsed = parseJson(stdout);
    expect(parsed.ok && validate(parsed.value) ? [] : validate.errors).toEqual([]);
    expect(code).toBe(2);
    for (const kind of [
      'added',
      'removed',
      'renamed',
      'reformatted',
      'rewritten',
      'disabled',
      'agents',
      'tag',
    ])
      expect(stdout).toContain(`"kind": "${kind}"`);
  });

  it('is the same bytes every time', async () => {
    expect(await runInMemory(args, { fs })).toEqual(await runInMemory(args, { fs }));
  });

  it('has no schema that accepts anything', () => {
    expect(validate({ schemaVersion: 1 })).toBe(false);
  });
});

describe('commits of git', () => {
  let folder = '';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const git = (...args: readonly string[]): void => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  };
  const commit = (message: string): void => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };
  const diff = (...args: readonly string[]) => runInMemory(['diff', ...args], { cwd: folder });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secl-diff-'));
    git('init', '-q', '-b', 'main');
    write('policies/a.policy', policy(shell));
    write('policies/b.policy', policy(rule('shadow', 'open.file.path == "/etc/shadow"')));
    commit('first');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('the files of now are compared with a commit', async () => {
    write('policies/a.policy', policy(shells));
    const { stdout, stderr, code } = await diff('main');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^main \([0-9a-f]{10}\) → the working tree\n/);
    expect(stdout).toContain('1 rule wider · 1 rule as before');
  });

  it('a file that is deleted is compared too', async () => {
    rmSync(join(folder, 'policies/b.policy'));
    expect((await diff('main')).stdout).toContain('1 rule removed');
    expect((await diff('main', '--', 'policies/b.policy')).stdout).toContain('1 rule removed');
  });

  it('two branches are compared from where they parted', async () => {
    git('checkout', '-q', '-b', 'feature');
    write('policies/a.policy', policy(shells));
    commit('wider');
    git('checkout', '-q', 'main');
    rmSync(join(folder, 'policies/b.policy'));
    commit('what others did');
    const { stdout } = await diff('main', 'feature');
    expect(stdout).toMatch(/^where it left main \([0-9a-f]{10}\) → feature \([0-9a-f]{10}\)\n/);
    expect(stdout).toContain('1 rule wider · 1 rule as before');
    expect((await diff('main', 'feature', '--exact')).stdout).toContain('1 rule added, 1 wider');
  });

  it('paths restrict both, in commits as in the files of now', async () => {
    write('policies/a.policy', policy(shells));
    expect((await diff('main', 'policies/b.policy')).stdout).toContain('No difference');
    expect((await diff('main', 'policies/a.policy')).stdout).toContain('1 rule wider · 0 rules as before');
    expect((await diff('main:policies/a.policy', 'policies/a.policy')).stdout).toContain('1 rule wider');
    expect((await diff('policies/a.policy', 'main:policies/a.policy')).stdout).toContain('1 rule narrower');
    expect((await diff('main:policies/a.policy')).stdout).toContain('1 rule wider');
  });

  it('from a folder of the repository the paths count from there', async () => {
    write('policies/a.policy', policy(shells));
    const { stdout } = await runInMemory(['diff', 'main', 'a.policy'], { cwd: join(folder, 'policies') });
    expect(stdout).toContain('1 rule wider · 0 rules as before');
  });

  it('rule sets are found by their names, where they lie in each version', async () => {
    write('secl.yaml', 'rule_sets:\n  hosts: {policies: policies}\ntargets:\n  old: {agent: 7.50}\n');
    commit('named');
    git('mv', 'policies', 'rules');
    write('secl.yaml', 'rule_sets:\n  hosts: {policies: rules}\ntargets:\n  old: {agent: 7.50}\n');
    write('rules/a.policy', policy(shells));
    const { stdout } = await diff('main');
    expect(stdout).toContain('on old\n');
    expect(stdout).toContain('1 rule wider · 1 rule as before');
  });

  it('a rule set that is named only now is compared with the files that it had', async () => {
    write('secl.yaml', 'rule_sets:\n  hosts: {policies: policies}\n');
    expect((await diff('main')).stdout).toContain('No difference (2 rules as before)');
  });

  it('new and removed rule sets are told as such', async () => {
    write('tasks/c.policy', policy(rule('task', 'exec.file.name == "task"')));
    rmSync(join(folder, 'policies'), { recursive: true });
    const { stdout } = await diff('main');
    expect(stdout).toContain('tasks on');
    expect(stdout).toContain('1 rule added');
    expect(stdout).toContain('note this rule set is gone');
    expect(stdout).toContain('2 rules removed');
  });

  it('a default policy that is no part of the repository counts for both', async () => {
    write('.gitignore', 'default.policy\n');
    write('secl.yaml', 'rule_sets:\n  hosts: {policies: policies, default: default.policy}\n');
    write('policies/c.policy', policy(rule('uses', 'exec.file.name in SHELLS')));
    write('default.policy', 'macros:\n  - {id: SHELLS, values: [sh]}\nrules: []\n');
    commit('uses');
    const { stdout, code } = await diff('main');
    expect(stdout).toContain('No difference (3 rules and 1 macro as before)');
    expect(code).toBe(0);
  });

  it('links within the tree are followed, and none that leads out of it', async () => {
    symlinkSync('a.policy', join(folder, 'policies/link.policy'));
    symlinkSync('/etc/hostname', join(folder, 'policies/out.policy'));
    commit('links');
    rmSync(join(folder, 'policies/out.policy'));
    const { stdout } = await diff('main', '--', 'policies/link.policy');
    expect(stdout).toContain('No difference (1 rule as before)');
  });

  it.each([
    ['nowhere', 'nowhere: no such file or directory, nor a commit: git knows no such commit'],
    ['--', 'with what is it compared?'],
    ['main..main', 'main..main: no such file or directory, nor a commit: this is no commit, branch or tag'],
  ])('what is neither path nor commit is refused: %s', async (text, message) => {
    const { stderr, code } = await diff(text);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('no option reaches git', async () => {
    const { stderr } = await diff('--', '--output=x');
    expect(stderr).toContain('this is no commit, branch or tag');
  });

  it('a shallow clone says what to fetch', async () => {
    write('policies/a.policy', policy(shells));
    commit('second');
    const clone = mkdtempSync(join(tmpdir(), 'secl-clone-'));
    try {
      git('clone', '-q', '--depth', '1', '--branch', 'main', `file://${folder}`, clone);
      const { stderr, code } = await runInMemory(['diff', 'HEAD~1'], { cwd: clone });
      expect(stderr).toContain('`fetch-depth: 0`');
      expect(code).toBe(2);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });
});
