import { describe, expect, it } from 'vitest';
import { readPolicy } from '../read/read-policy.ts';
import { inLoadOrder } from './order.ts';

describe('the order of files', () => {
  it('is the default policy first, then the others by the bytes of their names', () => {
    const names = [
      'b.policy',
      'B.policy',
      'default.policy',
      'a10.policy',
      'a2.policy',
      '\u{1f600}.policy',
      '\uffee.policy',
    ];
    const order = inLoadOrder(names.map((name) => readPolicy(name, 'rules: []')));
    expect(order.map(({ name }) => name)).toEqual([
      'default.policy',
      'B.policy',
      'a10.policy',
      'a2.policy',
      'b.policy',
      '\uffee.policy',
      '\u{1f600}.policy',
    ]);
  });
});
