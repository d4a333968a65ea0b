import { nothingExternal } from '@secl/policy';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { policyFilesAt } from './find-files.ts';
import { memoryFiles } from './memory-files.ts';
import { openRuleSet } from './open-rule-set.ts';
import { openWorkspace, type RuleSetSource, ruleSetsOf } from './workspace.ts';

const tools = { hcl: startHclParser };
const policy = 'rules:\n  - id: a\n    expression: exec.file.name == "a"\n';
const configMap = (name: string, ...keys: readonly string[]): string =>
  [
    'kind: ConfigMap',
    `metadata: {name: ${name}}`,
    'data:',
    ...keys.map((key) => `  ${key}: |\n${policy.replace(/^(?=.)/gm, '    ')}`),
    '',
  ].join('\n');
const resource = (id: string, policyId: string): string =>
  `resource "datadog_csm_threats_agent_rule" "${id}" {\n  name = "${id}"\n  expression = "exec.pid > 0"\n  policy_id = ${policyId}\n}\n`;
const base = 'datadog_csm_threats_policy.base';

async function setsIn(files: Readonly<Record<string, string>>): Promise<readonly RuleSetSource[]> {
  const system = memoryFiles(files);
  const workspace = await openWorkspace(system, 0);
  if (!workspace.ok) throw new Error(workspace.message);
  const sets = await ruleSetsOf(system, workspace.value, tools);
  if (!sets.ok) throw new Error(sets.message);
  return sets.value;
}

/** Every rule set with the policies in it. */
async function contents(files: Readonly<Record<string, string>>): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const set of await setsIn(files)) {
    const opened = await openRuleSet(memoryFiles(files), set, tools);
    if (!opened.ok) throw new Error(opened.message);
    found[set.name] = opened.value.files.map(
      ({ name, rules, macros }) => `${name}: ${rules.length + macros.length}`,
    );
  }
  return found;
}

describe('without secl.yaml a rule set is', () => {
  it('each ConfigMap, with all of its policies, and each values file', async () => {
    const files = {
      'deploy/one.yaml': configMap('one', 'b.policy', 'default.policy', 'readme.md'),
      'deploy/more.yaml': `${configMap('two', 'a.policy')}---\n${configMap('three', 'a.policy')}`,
      'deploy/other.yaml': 'kind: Service\n',
      'chart/values.yaml': `datadog:\n  a.policy: |\n${policy.replace(/^(?=.)/gm, '    ')}`,
    };
    expect(await contents(files)).toEqual({
      'chart/values.yaml': ['chart/values.yaml#a.policy: 1'],
      'deploy/more.yaml#two': ['deploy/more.yaml#two/a.policy: 1'],
      'deploy/more.yaml#three': ['deploy/more.yaml#three/a.policy: 1'],
      'deploy/one.yaml': ['deploy/one.yaml#default.policy: 1', 'deploy/one.yaml#b.policy: 1'],
    });
  });

  it('each policy of a Terraform module, which is a directory', async () => {
    const files = {
      'infra/policy.tf': `resource "datadog_csm_threats_policy" "base" {}\n${resource('a', `${base}.id`)}`,
      'infra/rules.tf': resource('b', `${base}.id`) + resource('c', '"p-1"'),
      'infra/main.tf': 'provider "datadog" {}\n',
      'other/rules.tf': resource('d', `${base}.id`),
    };
    expect(await contents(files)).toEqual({
      [`infra#${base}`]: [`infra/policy.tf#${base}: 1`, `infra/rules.tf#${base}: 1`],
      'infra#p-1': ['infra/rules.tf#p-1: 1'],
      [`other#${base}`]: [`other/rules.tf#${base}: 1`],
    });
  });

  it('each directory of rule files, with the macros beside them', async () => {
    const files = {
      'rules/a.yaml': 'name: a\nexpression: exec.file.name in shells\ntests: []\n',
      'rules/b.yaml': 'name: b\nexpression: exec.pid > 0\ntests: []\n',
      'rules/shells.macro': '["sh"]\n',
      'rules/c.yaml': 'name: something else\n',
    };
    expect(await contents(files)).toEqual({
      'rules#rules': ['rules/a.yaml: 1', 'rules/b.yaml: 1', 'rules/shells.macro: 1'],
    });
  });
});

describe('a path', () => {
  const files = memoryFiles({
    'x/a.policy': policy,
    'x/cm.yaml': configMap('one', 'b.policy'),
    'x/main.tf': resource('c', '"p"'),
    'x/values.json': '{"rules": []}',
    'x/pack.zip': 'PK',
    'x/ci.yaml': 'on: push\n',
    'x/rule.json':
      '{"data": {"type": "agent_rule", "attributes": {"name": "d", "expression": "exec.pid > 0"}}}',
  });

  it('of a directory means the files in it that hold policies without doubt', async () => {
    expect(await policyFilesAt(files, 'x')).toEqual({
      ok: true,
      value: ['x/a.policy', 'x/cm.yaml', 'x/main.tf'],
    });
  });

  it('of a file is read by what the file is', async () => {
    const source = {
      name: 'all',
      policies: ['x/rule.json', 'x'],
      defaultPolicy: undefined,
      external: nothingExternal,
      targets: [],
    };
    const opened = await openRuleSet(files, source, tools);
    expect(opened.ok && opened.value.carried.map(({ carrier, file }) => `${file.name}: ${carrier}`)).toEqual([
      'x/rule.json: api',
      'x/a.policy: policy',
      'x/cm.yaml#b.policy: configmap',
      'x/main.tf#p: terraform',
    ]);
    expect(opened.ok && [...opened.value.homes.keys()]).toEqual(['x/cm.yaml#b.policy', 'x/main.tf#p']);
    expect(opened.ok && opened.value.texts.get('x/cm.yaml')).toBe(configMap('one', 'b.policy'));
  });

  it('of a default policy makes one of whatever lies there', async () => {
    const source = {
      name: 'all',
      policies: ['x/a.policy'],
      defaultPolicy: 'x/cm.yaml',
      external: nothingExternal,
      targets: [],
    };
    const opened = await openRuleSet(files, source);
    expect(opened.ok && opened.value.files.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'x/cm.yaml#b.policy default',
      'x/a.policy custom',
    ]);
  });
});
