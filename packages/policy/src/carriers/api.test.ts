import { describe, expect, it } from 'vitest';
import { ignoredIn, readMarked } from './test-carrier.ts';

const ofRule = (attributes: string): string =>
  `{"data": {"type": "agent_rule", "attributes": ${attributes}}}`;

describe('what the API takes and gives', () => {
  it('is one rule', () => {
    const { policies, carried, problems } = readMarked(
      'rule.json',
      ofRule(`{
  "name": "shell",
  "expression": "exec.file.name == \\"sh\\"",
  "enabled": false,
  "disabled": ["p-1"],
  "filters": ["os == \\"linux\\""],
  "agent_version": ">= 7.50",
  "every": 10000000000,
  "silent": true,
  "actions": [
    {"filter": "process.uid == 0", "kill": {"signal": "SIGKILL"}},
    {"set": {"name": "seen", "value": 12, "default_value": 0, "scope": ""}},
    {"disabled": true, "hash": {}},
    {"metadata": {"image_tag": "x"}}
  ]
}`),
    );
    expect(problems).toEqual([]);
    expect(policies).toEqual({
      'rule.json': ['shell: exec.file.name == "sh", disabled, kill SIGKILL, set seen = 12'],
    });
    const [rule] = carried[0]?.file.rules ?? [];
    expect(rule).toMatchObject({
      filters: [{ value: 'os == "linux"' }],
      agentVersion: { value: '>= 7.50' },
      every: { value: 10_000_000_000n },
      silent: { value: true },
    });
    expect(rule?.actions[0]?.filter?.value).toBe('process.uid == 0');
    expect(rule?.actions[1]?.set?.scope).toBeUndefined();
  });

  it('or lists of rules and policies: rules go by their policy', () => {
    const text = `{"data": [
  {"type": "policy", "id": "p-1", "attributes": {"name": "base", "enabled": true}},
  {"type": "agent_rule", "id": "r-1", "attributes": {"name": "a", "expression": "exec.pid > 0", "policy_id": "p-1"}},
  {"type": "agent_rule", "id": "r-2", "attributes": {"name": "b", "expression": "exec.pid > 1", "version": 3, "defaultRule": true}}
]}`;
    expect(readMarked('rules.json', text).policies).toEqual({
      'rules.json#p-1': ['a: exec.pid > 0'],
      'rules.json': ['b: exec.pid > 1'],
    });
  });

  it('has no tags, and says what it does not know', () => {
    const text = ofRule('{"name": "a", "expression": "exec.pid > 0", "tags": {"a": "b"}, «"expresion"»: ""}');
    const { carried, problems } = readMarked('rule.json', text);
    expect(ignoredIn(carried)).toEqual(['a: tags']);
    expect(problems).toEqual(['policy/unknown-key']);
  });

  it('refuses values of another type', () => {
    const text = ofRule(
      '{"name": «12», "expression": "exec.pid > 0", "enabled": «"true"», "actions": [«1»]}',
    );
    expect(readMarked('rule.json', text).problems).toEqual([
      'policy/carrier-type',
      'policy/carrier-type',
      'policy/carrier-type',
    ]);
  });

  it('shows nothing but its own kinds of data', () => {
    expect(readMarked('x.json', '{"data": {"type": "policy"}}').problems).toEqual(['policy/no-policy']);
  });
});
