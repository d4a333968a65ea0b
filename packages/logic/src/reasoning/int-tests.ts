import { int64 } from '@secl/model';
import { everyInt, type IntSet, includes, intersection, members } from './int-set.ts';

/** The value has to lie in the set after `& mask`; with all bits it is the value itself. */
export interface IntTest {
  readonly type: 'int';
  readonly mask: int64.Int;
  readonly set: IntSet;
}

export const everyBit = -1;

/** So many values are looked at one by one. */
const listed = 1024;
const listedBits = 10;

/** Whether one integer may pass all tests: `false` is proved, `true` is not. */
export function mayPassInts(tests: readonly IntTest[]): boolean {
  const wanted = new Map<int64.Int, IntSet>();
  for (const { mask, set } of tests) {
    const shared = intersection(wanted.get(mask) ?? everyInt, set);
    if (shared.length === 0) return false;
    wanted.set(mask, shared);
  }
  const whole = wanted.get(everyBit);
  wanted.delete(everyBit);
  if (wanted.size === 0) return true;
  const values = whole && members(whole, listed);
  if (values !== undefined)
    return values.some((value) => [...wanted].every(([mask, set]) => includes(set, int64.and(value, mask))));
  return mayPassMasks(wanted);
}

/**
 * Of a mask with few bits every result is known. Two masks contradict each other where no result of the one agrees with
 * one of the other in the bits that they share.
 */
function mayPassMasks(wanted: ReadonlyMap<int64.Int, IntSet>): boolean {
  const [[mask, set] = [0, everyInt]] = wanted;
  // No bits and all of them are results of every mask.
  if (wanted.size === 1 && (includes(set, 0) || includes(set, mask))) return true;
  const known: { readonly mask: int64.Int; readonly results: readonly int64.Int[] }[] = [];
  for (const [mask, set] of wanted) {
    const results = resultsOf(mask)?.filter((result) => includes(set, result));
    if (results === undefined) continue;
    if (results.length === 0) return false;
    known.push({ mask, results });
  }
  return known.every((a, index) =>
    known.slice(index + 1).every((b) => {
      const shared = int64.and(a.mask, b.mask);
      const seen = new Set(a.results.map((result) => int64.and(result, shared)));
      return b.results.some((result) => seen.has(int64.and(result, shared)));
    }),
  );
}

/** Everything that `x & mask` can be; undefined for a mask of many bits. */
export function resultsOf(mask: int64.Int): readonly int64.Int[] | undefined {
  let results: int64.Int[] = [0];
  for (let rest = mask, count = 0; rest !== 0; count++) {
    if (count === listedBits) return undefined;
    const bit = int64.and(rest, int64.negate(rest));
    results = [...results, ...results.map((result) => int64.or(result, bit))];
    rest = int64.xor(rest, bit);
  }
  return results;
}
