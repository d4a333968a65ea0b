/**
 * Sets of 64-bit integers as ranges: sorted, apart from each other, both ends included. Every comparison of an integer with
 * fixed ones is such a set, so "and", "or" and "not" of comparisons are exact.
 */
import type { IntOperator } from '@secl/language';
import { int64 } from '@secl/model';

export interface IntRange {
  readonly low: int64.Int;
  readonly high: int64.Int;
}

export type IntSet = readonly IntRange[];

const lowest: int64.Int = -(2n ** 63n);
const highest: int64.Int = 2n ** 63n - 1n;

export const everyInt: IntSet = [{ low: lowest, high: highest }];
export const noInt: IntSet = [];
/** What a length can be. */
export const naturals: IntSet = [{ low: 0, high: highest }];

/** The integers `x` for which `x operator value` holds. */
export function satisfying(operator: IntOperator, value: int64.Int): IntSet {
  switch (operator) {
    case '==':
      return [{ low: value, high: value }];
    case '!=':
      return complement([{ low: value, high: value }]);
    case '<':
      return value === lowest ? noInt : [{ low: lowest, high: int64.subtract(value, 1) }];
    case '<=':
      return [{ low: lowest, high: value }];
    case '>':
      return value === highest ? noInt : [{ low: int64.add(value, 1), high: highest }];
    case '>=':
      return [{ low: value, high: highest }];
  }
}

export function complement(set: IntSet): IntSet {
  const outside: IntRange[] = [];
  let next: int64.Int = lowest;
  for (const { low, high } of set) {
    if (next < low) outside.push({ low: next, high: int64.subtract(low, 1) });
    if (high === highest) return outside;
    next = int64.add(high, 1);
  }
  outside.push({ low: next, high: highest });
  return outside;
}

export function union(sets: readonly IntSet[]): IntSet {
  const ranges = sets.flat().sort((a, b) => int64.compare(a.low, b.low));
  const joined: { low: int64.Int; high: int64.Int }[] = [];
  for (const { low, high } of ranges) {
    const last = joined[joined.length - 1];
    const touches = last !== undefined && (last.high === highest || low <= int64.add(last.high, 1));
    if (!touches) joined.push({ low, high });
    else if (high > last.high) last.high = high;
  }
  return joined;
}

export function intersection(a: IntSet, b: IntSet): IntSet {
  const shared: IntRange[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x === undefined || y === undefined) return shared;
    const low = int64.compare(x.low, y.low) > 0 ? x.low : y.low;
    const high = int64.compare(x.high, y.high) < 0 ? x.high : y.high;
    if (low <= high) shared.push({ low, high });
    if (x.high < y.high) i++;
    else j++;
  }
}

export function includes(set: IntSet, value: int64.Int): boolean {
  return set.some(({ low, high }) => low <= value && value <= high);
}

/** All members, or undefined where they are more than `most`. */
export function members(set: IntSet, most: number): readonly int64.Int[] | undefined {
  const all: int64.Int[] = [];
  for (const { low, high } of set) {
    // The number of members may not fit into 64 bits.
    if (BigInt(high) - BigInt(low) >= BigInt(most - all.length)) return undefined;
    // The highest integer has no next one to stop at.
    for (let value = low; ; value = int64.add(value, 1)) {
      all.push(value);
      if (value === high) break;
    }
  }
  return all;
}
