import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { policyFilesAt } from './find-files.ts';
import { memoryFiles } from './memory-files.ts';
import { openRuleSet } from './open-rule-set.ts';
import { recordingPaths } from './recordings.ts';
import { openWorkspace, ruleSetsOf } from './workspace.ts';

const policy = 'rules:\n  - id: a\n    expression: exec.file.name == "a"\n';

async function setsIn(files: Readonly<Record<string, string>>, depth = 0) {
  const system = memoryFiles(files);
  const workspace = await openWorkspace(system, depth);
  if (!workspace.ok) throw new Error(workspace.message);
  const sets = await ruleSetsOf(system, workspace.value);
  if (!sets.ok) throw new Error(sets.message);
  return sets.value.map(({ name, policies }) => ({ name, policies }));
}

describe('without secl.yaml', () => {
  it('each directory with policies is a rule set', async () => {
    const files = {
      'prod/b.policy': policy,
      'prod/a.policy': policy,
      'dev/a.policy': policy,
      'dev/notes.txt': '',
      'docs/readme.md': '',
      'node_modules/x/a.policy': policy,
      '.git/a.policy': policy,
    };
    expect(await setsIn(files)).toEqual([
      { name: 'dev', policies: ['dev/a.policy'] },
      { name: 'prod', policies: ['prod/a.policy', 'prod/b.policy'] },
    ]);
  });

  it('there may be none', async () => {
    expect(await setsIn({ 'readme.md': '' })).toEqual([]);
  });
});

describe('secl.yaml', () => {
  const config = 'rule_sets: {hosts: {policies: [policies, extra.policy]}}\n';

  it('is found above, and its paths lead there', async () => {
    const files = { '../../secl.yaml': config, 'policies/a.policy': policy };
    expect(await setsIn(files, 3)).toEqual([
      { name: 'hosts', policies: ['../../policies', '../../extra.policy'] },
    ]);
  });

  it('is not looked for above the top', async () => {
    expect(await setsIn({ '../secl.yaml': config, 'a.policy': policy }, 0)).toEqual([
      { name: '.', policies: ['a.policy'] },
    ]);
  });

  it('that names no rule sets leaves them to the directories', async () => {
    const files = { 'secl.yaml': 'targets: {old: {agent: 7.60}}\n', 'a.policy': policy };
    expect(await setsIn(files)).toEqual([{ name: '.', policies: ['a.policy'] }]);
  });
});

describe('the policies of a path', () => {
  const files = memoryFiles({
    'rules/b.policy': policy,
    'rules/a.policy': policy,
    'rules/deep/c.policy': policy,
    'rules/notes.txt': '',
    'odd[1].policy': policy,
  });

  it.each([
    ['rules', ['rules/a.policy', 'rules/b.policy', 'rules/deep/c.policy']],
    ['rules/*.policy', ['rules/a.policy', 'rules/b.policy']],
    ['**/c.policy', ['rules/deep/c.policy']],
    ['rules/notes.txt', ['rules/notes.txt']],
    ['odd[1].policy', ['odd[1].policy']],
  ])('%s', async (path, expected) => {
    expect(await policyFilesAt(files, path)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['nope.policy', 'nope.policy: there is no such file'],
    ['nope/*.policy', 'nope: there is no such file'],
    ['rules/*.yaml', 'rules/*.yaml: matches no file'],
  ])('%s is not there', async (path, message) => {
    expect(await policyFilesAt(files, path)).toEqual({ ok: false, message });
  });
});

describe('a directory without policies', () => {
  const says = async (files: Readonly<Record<string, string>>) => {
    const found = await policyFilesAt(memoryFiles(files), 'rules');
    return found.ok ? found.value : found.message;
  };
  const rule = 'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n';
  const hint = 'looks like a policy, but agents read only files whose names end in `.policy`: rename it';

  it.each([
    ['rules.yaml'],
    ['deep/web.yml'],
    ['WEB.POLICY'],
    ['web.policies'],
    ['web.policy.yaml'],
    ['web.policy.bak'],
  ])('is told that agents would not read %s under its name', async (name) => {
    expect(await says({ [`rules/${name}`]: rule })).toBe(`rules: holds no policies; rules/${name} ${hint}`);
  });

  it('is told of a pattern, too', async () => {
    const found = await policyFilesAt(memoryFiles({ 'rules/a.yaml': rule }), 'rules/*.policy');
    expect(found).toEqual({ ok: false, message: `rules/*.policy: matches no file; rules/a.yaml ${hint}` });
  });

  it('is told the first of several', async () => {
    const several = hint.replace('looks like a policy', 'look like policies').replace(/it$/, 'them');
    const message = `rules: holds no policies; rules/a.yaml (and 1 more) ${several}`;
    expect(await says({ 'rules/b.yaml': rule, 'rules/a.yaml': rule })).toBe(message);
  });

  it('is told nothing of what only has rules of another kind, or is put aside', async () => {
    const others = {
      'rules/role.yaml': 'kind: ClusterRole\nrules:\n  - verbs: [get]\n',
      'rules/falco.yaml': 'rules:\n  - id: a\n    expression: proc.name == "sh"\n',
      'rules/notes.txt': rule,
    };
    expect(await says(others)).toBe('rules: holds no policies');
  });

  it('is one with policies as soon as one can be read', async () => {
    expect(await says({ 'rules/a.policy': rule, 'rules/b.yaml': rule })).toEqual(['rules/a.policy']);
  });
});

describe('recordings', () => {
  const config = readConfig(
    'secl.yaml',
    'recordings: {attack: [rec/a.strace, rec/b*], quiet: rec/c.jsonl}\n',
  );
  const files = memoryFiles({ 'rec/a.strace': '', 'rec/b1': '', 'rec/b2': '', 'rec/c.jsonl': '', quiet: '' });

  it.each([
    [['attack'], ['rec/a.strace', 'rec/b1', 'rec/b2']],
    [
      ['quiet', 'attack'],
      ['rec/c.jsonl', 'rec/a.strace', 'rec/b1', 'rec/b2'],
    ],
    [['./quiet'], ['./quiet']],
    [['rec/*.strace'], ['rec/a.strace']],
    [['-'], ['-']],
    [['rec'], ['rec']],
    [[], ['rec/a.strace', 'rec/b1', 'rec/b2', 'rec/c.jsonl']],
  ])('%j are %j', async (named, expected) => {
    expect(await recordingPaths(files, config, named)).toEqual({ ok: true, value: expected });
  });

  it('that are not there are said', async () => {
    expect(await recordingPaths(files, config, ['atack'])).toEqual({
      ok: false,
      message: 'atack: there is no such file',
    });
  });
});

describe('an open rule set', () => {
  const source = {
    name: 'set',
    policies: ['z.policy', 'rules', 'z.policy'],
    defaultPolicy: 'vendor/base.policy',
    external: { macros: new Set<string>(), variables: new Map(), ids: new Set<string>() },
    targets: [],
  };
  const files = {
    'z.policy': policy,
    'rules/a.policy': policy,
    'rules/default.policy': policy,
    'vendor/base.policy': policy,
  };

  it('holds each file once: default policies, then the others as they are named', async () => {
    const opened = await openRuleSet(memoryFiles(files), source);
    expect(opened.ok && opened.value.files.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'vendor/base.policy default',
      'rules/default.policy default',
      'z.policy custom',
      'rules/a.policy custom',
    ]);
  });

  it('reads UTF-16, and says so', async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${policy}`, 'utf16le'));
    const opened = await openRuleSet(memoryFiles({ 'a.policy': bytes }), {
      ...source,
      policies: ['a.policy'],
      defaultPolicy: undefined,
    });
    const [file] = opened.ok ? opened.value.files : [];
    expect(file?.rules.map((rule) => rule.id?.value)).toEqual(['a']);
    expect(file?.unreadable).toBeUndefined();
    expect(file?.problems.map(({ code }) => code)).toEqual(['text/utf16']);
  });

  it('loses a file that is no UTF-8, as agents do', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode(policy), 0xe4, 0x0a]);
    const opened = await openRuleSet(memoryFiles({ 'a.policy': bytes }), {
      ...source,
      policies: ['a.policy'],
      defaultPolicy: undefined,
    });
    const [file] = opened.ok ? opened.value.files : [];
    expect(file?.unreadable?.code).toBe('text/not-utf8');
  });
});
