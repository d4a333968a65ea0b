import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

const rule = (id: string) =>
  `rules:\n  - id: ${id}\n    description: A shell.\n    expression: exec.file.name == "${id}"\n`;
const base = { 'rules/a.policy': rule('a') };

async function told(more: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const fs = testFiles({ ...base, ...more });
  const outcome = await runInMemory(['lint', ...args], { fs });
  const files = outcome.stdout.match(/^ {2}at \S+/gm) ?? [];
  return { ...outcome, files: files.map((line) => line.slice('  at '.length)) };
}

describe('a policy that agents will not read', () => {
  it('beside those that they read is told where a directory is looked at', async () => {
    const more = { 'rules/web.yaml': rule('web') };
    for (const args of [[], ['rules'], ['.']]) {
      const { code, stdout, files } = await told(more, ...args);
      expect(stdout).toContain(
        'note [carrier/ignored-extension] agents read files whose names end in `.policy` and pass over all others in silence: as `web.yaml` none of this is loaded',
      );
      expect([code, files]).toEqual([0, ['rules/web.yaml:1:1']]);
      expect(stdout).toContain('1 problem (1 note) in 1 file with 1 rule');
    }
  });

  it('is told by capital letters, too', async () => {
    expect((await told({ 'rules/WEB.POLICY': rule('web') })).files).toEqual(['rules/WEB.POLICY:1:1']);
  });

  it('is not told where another file is asked about', async () => {
    expect((await told({ 'rules/web.yaml': rule('web') }, 'rules/a.policy')).files).toEqual([]);
  });

  it('is not told where nothing of its directory is read by agents', async () => {
    expect((await told({ 'other/web.yaml': rule('web') })).files).toEqual([]);
  });

  it('is not told where Kustomize gives it a name that they read', async () => {
    const more = {
      'rules/web.yaml': rule('web'),
      'rules/other.yaml': rule('other'),
      'rules/kustomization.yaml':
        'configMapGenerator:\n  - name: rules\n    files:\n      - a.policy\n      - web.policy=web.yaml\n',
    };
    expect((await told(more)).files).toEqual(['rules/other.yaml:1:1']);
  });

  it('can be ignored, and turned off for a file', async () => {
    const ignored = `# secl-ignore-file carrier/ignored-extension: renamed when it is deployed\n${rule('web')}`;
    expect((await told({ 'rules/web.yaml': ignored })).files).toEqual([]);
    const config =
      'lint:\n  overrides:\n    - {files: rules/web.yaml, levels: {carrier/ignored-extension: off}}\n';
    expect((await told({ 'rules/web.yaml': rule('web'), 'secl.yaml': config })).files).toEqual([]);
  });

  it('is only told that nobody reads it, whatever else is wrong with it', async () => {
    const wrong = `${rule('web')}  - id: a\n    expression: exec.fil.name == "x"\n`;
    expect((await told({ 'rules/web.yaml': wrong })).files).toEqual(['rules/web.yaml:1:1']);
  });
});

describe('what is no policy is not taken for one', () => {
  it.each<[what: string, name: string, text: string]>([
    ['secl.yaml', 'secl.yaml', 'rule_sets:\n  a: {policies: a.policy}\n'],
    ['tests', 'a_test.yaml', 'cases:\n  - events: [{exec: a}]\n    expect: {match: [a]}\n'],
    [
      'a role of Kubernetes',
      'role.yaml',
      'kind: ClusterRole\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [get]\n',
    ],
    ['a pipeline', 'ci.yml', 'build:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_TAG\n'],
    ['rules of Falco', 'falco.yaml', '- rule: shell\n  condition: proc.name = sh\n'],
    [
      'rules of Semgrep',
      'semgrep.yaml',
      'rules:\n  - id: a\n    pattern: exec.file.name\n    message: x\n    languages: [go]\n',
    ],
    [
      'rules of another language of expressions',
      'cel.yaml',
      'rules:\n  - id: a\n    expression: request.path == "/x"\n',
    ],
    ['alerts', 'alerts.yaml', 'groups:\n  - name: a\n    rules:\n      - alert: b\n        expr: up == 0\n'],
    ['a file that is broken', 'broken.yaml', 'rules: [\n'],
    ['a copy that was put aside', 'old.policy.off', rule('a')],
    ['nothing', 'empty.yaml', ''],
  ])('%s', async (_, name, text) => {
    expect((await told({ [`rules/${name}`]: text })).files).toEqual([]);
  });
});
