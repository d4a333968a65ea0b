import { describe, expect, test } from 'vitest';
import { describeHost, inventoryOf, policiesOf, policy } from '../test-fleet.ts';
import { assess } from './assess.ts';

const files = {
  'a.policy': policy({
    shell: 'exec.file.name == "sh"',
    network: 'connect.addr.port == 22',
    windows: 'expression: exec.file.name == "sh"\nfilters: ["os == \\"windows\\""]',
  }),
};
const loaded = (id: string, more: object = {}) => ({ id, status: 'loaded', ...more });

const event = (host: string, version: string, rules: readonly object[], name = 'a.policy'): string =>
  JSON.stringify({
    hostname: host,
    agent: { rule_id: 'ruleset_loaded', version, os: 'linux' },
    policies: [{ name, version: '1', source: 'local', status: 'loaded', rules }],
  });

/** The differences of hosts with agent 7.68.0 from what their events say. */
async function differencesOf(events: readonly string[], csv = 'hostname,agent_version\na,7.68.0\nb,7.68.0') {
  const inventory = await inventoryOf({ 'hosts.csv': csv, 'events.jsonl': events.join('\n') });
  const { differences } = assess(inventory, policiesOf(files), { describe: describeHost });
  return differences.map(
    ({ rule, predicted, real, cause, count }) => `${rule}: ${predicted}, ${real} ×${count}: ${cause}`,
  );
}

const all = [loaded('shell'), loaded('network'), { id: 'windows', status: 'filtered' }];

describe('predicted against real', () => {
  test('an agent that loads what is predicted makes no difference', async () => {
    expect(await differencesOf([event('a', '7.68.0', all), event('b', '7.68.0', all)])).toEqual([]);
  });

  test('nor does a heartbeat, which names no rules', async () => {
    const heartbeat = {
      hostname: 'a',
      agent: { rule_id: 'heartbeat', version: '7.68.0' },
      policy: { name: 'a.policy' },
    };
    expect(await differencesOf([JSON.stringify(heartbeat)])).toEqual([]);
  });

  test.each<[what: string, rules: readonly object[], version: string, difference: string]>([
    [
      'another agent than the inventory says',
      [loaded('shell'), { id: 'network', status: 'error', message: 'field `connect.addr.port` not found' }],
      '7.50.0',
      'network: live, error ×1: the agent says that it is 7.50.0, the inventory 7.68.0',
    ],
    [
      'another version of the policy',
      [loaded('shell')],
      '7.68.0',
      'network: live, absent ×1: another version of the policy `a.policy` is deployed there',
    ],
    [
      'another version of the rule',
      [loaded('shell'), { id: 'network', status: 'syntax_error', expression: 'connect.addr.port = 22' }],
      '7.68.0',
      'network: live, syntax_error ×1: another version of the rule is deployed there',
    ],
    [
      'an event type that is off',
      [loaded('shell'), { id: 'network', status: 'event_type_disabled' }],
      '7.68.0',
      "network: live, event_type_disabled ×1: the agent's configuration turns the rule's event type off",
    ],
    [
      'a fact that is another',
      [...all.slice(0, 2), loaded('windows')],
      '7.68.0',
      'windows: filtered, loaded ×1: a fact of the host is another than the inventory says, or the rule has other filters there',
    ],
    [
      'a rule that nobody here knows',
      [...all, loaded('new')],
      '7.68.0',
      'new: absent, loaded ×1: another version of the policy `a.policy` is deployed there',
    ],
  ])('%s', async (_, rules, version, difference) => {
    expect(await differencesOf([event('a', version, rules)])).toEqual([difference]);
  });

  test('another policy', async () => {
    const found = await differencesOf([event('a', '7.68.0', all, 'b.policy')]);
    expect(found).toEqual([]);
    const strange = await differencesOf([event('a', '7.68.0', [...all, loaded('x')], 'b.policy')]);
    expect(strange).toEqual([
      'x: absent, loaded ×1: the policy `b.policy` is deployed there and is not among the policies here',
    ]);
  });

  test('hosts with the same difference are told together', async () => {
    const rules = [loaded('shell')];
    expect(await differencesOf([event('a', '7.68.0', rules), event('b', '7.68.0', rules)])).toEqual([
      'network: live, absent ×2: another version of the policy `a.policy` is deployed there',
    ]);
  });
});
