import { describe, expect, it } from 'vitest';
import { changes, converted, rule, textOf } from './test-conversion.ts';

describe('a policy for the API', () => {
  it('is without macros that no rule uses, and that is said', () => {
    const text = `macros:\n  - {id: a, expression: exec.pid > 0}\n${rule('expression: exec.pid > 0')}`;
    expect(changes(converted(text, 'api'))).toEqual([
      'lost a macro: it is left out: a rule of the API has no macros, and no rule that is written uses it',
    ]);
  });
});

describe('rules that stand one by one, as a policy', () => {
  it('of the API and of rule files say what only these have', () => {
    const attributes = {
      name: 'a',
      expression: 'exec.pid > 0',
      monitoring: ['p1'],
      blocking: [],
      actions: [{ metadata: { image_tag: 'x' } }, { kill: { signal: 'SIGKILL' } }],
    };
    const ofApi = converted(
      JSON.stringify({ data: [{ type: 'agent_rule', attributes }] }),
      'policy',
      'r.json',
    );
    expect(textOf(ofApi)).toBe(
      'rules:\n  - id: a\n    expression: exec.pid > 0\n    actions:\n      - kill:\n          signal: SIGKILL\n',
    );
    expect(changes(ofApi)).toEqual([
      'lost a monitoring: `monitoring` is left out: only the API has it',
      'lost a metadata: `metadata` is left out: only the API has it',
    ]);
    const ofFile = converted('name: a\nexpression: exec.pid > 0\ntests: []\n', 'policy', 'shells/a.yaml');
    expect(ofFile.files[0]?.name).toBe('shells.policy');
    expect(changes(ofFile)).toEqual(['lost a tests: `tests` is left out: only a rule file has it']);
  });
});
