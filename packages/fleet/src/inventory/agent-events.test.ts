import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { short } from '../test-inventory.ts';

describe('agent events', () => {
  const event = {
    hostname: 'web-1',
    agent: { rule_id: 'ruleset_loaded', version: '7.68.1', os: 'linux' },
    policies: [
      {
        name: 'a.policy',
        version: '1',
        status: 'loaded',
        rules: [{ id: 'r', status: 'loaded', expression: 'x' }],
      },
    ],
  };

  test.each<[what: string, value: object]>([
    ['bare', event],
    [
      'in an envelope',
      { data: [{ id: '1', type: 'log', attributes: { host: 'web-1', attributes: event } }] },
    ],
  ])('say what was loaded in truth: %s', async (_, value) => {
    const { hosts, real } = await inventoryOf({ 'e.json': JSON.stringify(value) });
    expect(hosts.map(short)).toEqual(['web-1 7.68.1']);
    expect(real[0]?.policies[0]?.rules).toEqual([
      { id: 'r', status: 'loaded', message: '', expression: 'x' },
    ]);
  });

  test('a heartbeat does not take back which rules were loaded', async () => {
    const heartbeat = {
      hostname: 'web-1',
      agent: { rule_id: 'heartbeat', version: '7.68.1' },
      policy: { name: 'a.policy', version: '1', status: 'loaded' },
    };
    const { real } = await inventoryOf({
      'e.jsonl': `${JSON.stringify(event)}\n${JSON.stringify(heartbeat)}\n`,
    });
    expect(real[0]?.policies.map(({ rules }) => rules?.length)).toEqual([1]);
  });
});
