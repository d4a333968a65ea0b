import { describe, expect, test } from 'vitest';
import { inventoryOf } from '../test-fleet.ts';
import { short } from '../test-inventory.ts';

describe('several inventories', () => {
  test('are one, by host; the first that knows something is believed, and a clash is said', async () => {
    const inventory = await inventoryOf({
      'a.csv': 'hostname,agent_version,cluster\nWEB-1,7.68.0,\n',
      'b.csv': 'hostname,agent_version,cluster\nweb-1,7.60.0,prod\n',
    });
    expect(inventory.hosts.map(short)).toEqual(['WEB-1 7.68.0 prod']);
    expect(inventory.problems.map(({ message }) => message)).toEqual([
      '`WEB-1`: the agent version is `7.68.0` in a.csv and `7.60.0` here; the first counts',
    ]);
  });

  test('that say the same more precisely do not clash', async () => {
    const inventory = await inventoryOf({
      'a.csv': 'hostname,agent_version,kernel\na,7.68,5.15\n',
      'b.csv': 'hostname,agent_version,kernel\na,7.68.0,5.15.0-1051-aws\n',
    });
    expect(inventory.problems).toEqual([]);
    expect(inventory.hosts[0]?.facts.kernel?.value).toBe('5.15.0-1051-aws');
  });
});
