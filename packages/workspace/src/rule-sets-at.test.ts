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

/** The sets as `name: paths`, and the files that were asked about. */
async function at(paths: readonly string[], config?: string): Promise<unknown> {
  const workspace = { config: config === undefined ? undefined : readConfig('secl.yaml', config) };
  const found = await ruleSetsAt(files, workspace, paths);
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
