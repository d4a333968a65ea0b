import { describe, expect, it } from 'vitest';
import { loadPolicies, ruleOf } from '../test-kit/load-policies.ts';

const dns = ruleOf('dns.question.name == "example.com"');

describe('an origin that never sends the events of a rule', () => {
  it.each([
    ['ebpf', false],
    ['ebpfless', true],
    [undefined, false],
  ] as const)('%s, dns: the rule loads and never fires: %s', (origin, neverFires) => {
    const ruleSet = loadPolicies(dns, origin === undefined ? {} : { origin });
    expect(ruleSet.verdicts).toMatchObject([{ state: { status: 'loaded' }, neverFires }]);
    expect(ruleSet.problems.map(({ code }) => code)).toEqual(neverFires ? ['policy/never-fires'] : []);
  });

  it('says nothing of a rule that fires for one of its types', () => {
    const ruleSet = loadPolicies(ruleOf('fim.write.file.path == "/x"'), { origin: 'ebpfless' });
    expect(ruleSet.verdicts[0]?.neverFires).toBe(false);
  });
});

describe('an origin that does not perform an action', () => {
  it.each([
    ['ebpf', 'coredump: {process: true}', []],
    ['ebpfless', 'coredump: {process: true}', ['policy/action-not-performed']],
    ['ebpfless', 'hash: {}', []],
    ['windows', 'hash: {}', ['policy/action-not-performed']],
    ['windows', 'kill: {signal: SIGKILL}', []],
  ] as const)('%s, %s: %j', (origin, action, codes) => {
    const ruleSet = loadPolicies(ruleOf('exec.pid > 0', `actions: [{${action}}]`), { origin });
    expect(ruleSet.problems.map(({ code }) => code)).toEqual(codes);
    expect(ruleSet.rules[0]?.actions.map(({ acts }) => acts)).toEqual([codes.length === 0]);
  });
});
