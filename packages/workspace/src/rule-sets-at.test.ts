import { nothingExternal } from '@secl/policy';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { memoryFiles } from './memory-files.ts';
import { ruleSetsAt } from './rule-sets-at.ts';

const policy = 'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n';
const map = `kind: ConfigMap\nmetadata: {name: m}\ndata:\n  x.policy: |\n    ${policy.replaceAll('\n', '\n    ').trim()}\n`;
const files = memoryFiles({
  'web/a.policy': policy,
  'web/b.policy': policy,
  'db/a.policy': policy,
  'map.yaml': map,
  'notes.txt': 'no policy',
});

const modules = memoryFiles({
  'tf/rules.tf': 'resource "datadog_csm_threats_agent_rule" "a" {}\n',
  'tf/more.tf': 'resource "datadog_csm_threats_agent_rule" "b" {}\n',
  'tf/network.tf': 'resource "aws_vpc" "c" {}\n',
  'rules/one.yaml': 'name: one\nexpression: exec.pid > 0 && m\n',
  'rules/m.macro': 'exec.uid == 0',
  'rules/other.yaml': 'a: b\n',
});

/** The sets as `name: paths`, and the files that were asked about. */
async function at(paths: readonly string[], config?: string, among = files): Promise<unknown> {
  const workspace = { config: config === undefined ? undefined : readConfig('secl.yaml', config) };
  const found = await ruleSetsAt(among, workspace, paths);
  if (!found.ok) return found.message;
  const { sets, files: asked } = found.value;
  return { sets: sets.map(({ name, policies }) => `${name}: ${policies.join(' ')}`), asked: [...asked] };
}

describe('the rule sets of paths', () => {
  it('are those in which the files lie', async () => {
    expect(await at(['.'])).toEqual({
      sets: ['db: db/a.policy', 'map.yaml: map.yaml', 'web: web/a.policy web/b.policy'],
      asked: ['db/a.policy', 'map.yaml', 'web/a.policy', 'web/b.policy'],
    });
  });

  it('hold all their files where secl.yaml names them, and the rest by the way they lie', async () => {
    const config = 'rule_sets:\n  all_web:\n    policies: web\n';
    expect(await at(['web/a.policy', 'db'], config)).toEqual({
      sets: ['all_web: web', 'db: db/a.policy'],
      asked: ['web/a.policy', 'db/a.policy'],
    });
  });

  it('hold what lies beside a file, as a directory makes one rule set', async () => {
    expect(await at(['web/b.policy'])).toEqual({
      sets: ['web: web/a.policy web/b.policy'],
      asked: ['web/b.policy'],
    });
    expect(await at(['tf/rules.tf', 'rules/one.yaml'], undefined, modules)).toEqual({
      sets: ['rules#rules: rules/m.macro rules/one.yaml', 'tf#terraform: tf/more.tf tf/rules.tf'],
      asked: ['tf/rules.tf', 'rules/one.yaml'],
    });
  });

  it('hold nothing beside a file that secl.yaml has put elsewhere', async () => {
    const config = 'rule_sets:\n  one:\n    policies: web/a.policy\n';
    expect(await at(['web/b.policy'], config)).toEqual({
      sets: ['web: web/b.policy'],
      asked: ['web/b.policy'],
    });
  });

  it('take in what somebody names, whatever it is', async () => {
    expect(await at(['notes.txt'])).toEqual({ sets: ['notes.txt: notes.txt'], asked: ['notes.txt'] });
  });

  it('are none where a path leads nowhere', async () => {
    expect(await at(['web', 'none'])).toMatch(/^none: /);
  });

  it('declare nothing of their own outside of secl.yaml', async () => {
    const found = await ruleSetsAt(files, { config: undefined }, ['db']);
    expect(found.ok && found.value.sets[0]?.external).toBe(nothingExternal);
  });
});
