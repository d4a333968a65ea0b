import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../test-kit/load-policies.ts';

const good = '{id: good, expression: exec.pid > 0}';
const bad = '{id: bad, expression: exec.nosuch > 0}';
const filtered = '{id: filtered, expression: exec.pid > 0, agent_version: < 7}';
const disabled = '{id: off, expression: exec.pid > 0, disabled: true}';
const half = `{id: half, expression: 'fim.write.file.path == "/x" && open.flags > 0'}`;

describe('the state of a policy', () => {
  it.each([
    ['loaded', [good]],
    ['loaded', [good, disabled]],
    ['partially_loaded', [good, bad]],
    ['partially_loaded', [good, bad, filtered]],
    ['partially_loaded', [half]],
    ['partially_filtered', [good, filtered]],
    ['fully_rejected', [bad]],
    ['fully_rejected', [bad, filtered]],
    ['fully_filtered', [filtered]],
  ])('is %s for %j', (state, rules) => {
    expect(loadPolicies(`rules: [${rules.join(', ')}]`).policies).toEqual([
      { name: 'custom.policy', kind: 'custom', state },
    ]);
  });

  it('is error where the file cannot be read', () => {
    expect(loadPolicies(`rules: [${good}`).policies[0]?.state).toBe('error');
  });

  it('counts a rule under the policy that it is reported under', () => {
    const { policies } = loadPolicies({
      'default.policy': `rules: [${good}]`,
      'custom.policy':
        'rules: [{id: good, combine: override, override_options: {fields: [every]}, every: 1m}]',
    });
    expect(policies.map(({ name, state }) => [name, state])).toEqual([
      ['default.policy', 'loaded'],
      ['custom.policy', 'loaded'],
    ]);
  });
});
