import { int64 } from '@secl/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  complement,
  everyInt,
  type IntSet,
  includes,
  intersection,
  members,
  satisfying,
  union,
} from './int-set.ts';

const lowest: int64.Int = -(2n ** 63n);
const highest: int64.Int = 2n ** 63n - 1n;

/** Few values, so that ranges touch; and both ends, where there is no next one. */
const int = fc.constantFrom<int64.Int>(lowest, lowest + 1n, -2, -1, 0, 1, 2, 3, highest - 1n, highest);
const operator = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const comparison = fc.tuple(operator, int);
const set = fc
  .array(comparison, { maxLength: 4 })
  .map((comparisons) => union(comparisons.map(([name, value]) => satisfying(name, value))));

const holds = { '==': 0, '!=': 0, '<': -1, '<=': -1, '>': 1, '>=': 1 } as const;

test('a comparison is the set of what satisfies it', () => {
  const property = fc.property(comparison, int, ([name, wanted], value) => {
    const order = int64.compare(value, wanted);
    const equal = name === '==' || name === '<=' || name === '>=';
    const expected = name === '!=' ? order !== 0 : order === 0 ? equal : order === holds[name];
    expect(includes(satisfying(name, wanted), value)).toBe(expected);
  });
  fc.assert(property);
});

test('sets are added, shared and turned round as their members say', () => {
  const property = fc.property(set, set, int, (a, b, value) => {
    const [inA, inB] = [includes(a, value), includes(b, value)];
    expect(includes(union([a, b]), value)).toBe(inA || inB);
    expect(includes(intersection(a, b), value)).toBe(inA && inB);
    expect(includes(complement(a), value)).toBe(!inA);
  });
  fc.assert(property);
});

test('ranges are in order and apart, so that equal sets are the same', () => {
  const isNormal = (ranges: IntSet): boolean =>
    ranges.every(({ low, high }, index) => {
      const next = ranges[index + 1];
      return low <= high && (next === undefined || int64.subtract(next.low, 1) > high);
    });
  const property = fc.property(set, set, (a, b) => {
    for (const each of [union([a, b]), intersection(a, b), complement(a)]) expect(isNormal(each)).toBe(true);
    expect(complement(complement(a))).toEqual(a);
  });
  fc.assert(property);
});

test('members are listed where they are few, up to the highest integer', () => {
  expect(members(satisfying('>=', highest - 1n), 10)).toEqual([highest - 1n, highest]);
  expect(members(union([satisfying('==', 4), satisfying('==', 5), satisfying('==', 9)]), 3)).toEqual([
    4, 5, 9,
  ]);
  expect(members(satisfying('>', 0), 1000)).toBeUndefined();
  expect(members(everyInt, 1000)).toBeUndefined();
});
