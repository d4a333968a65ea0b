import { int64 } from '@secl/model';
import { includes } from './int-set.ts';
import { everyBit, type IntTest, resultsOf } from './int-tests.ts';

/** An integer that passes all tests, if one of those that are likely does. */
export function pickInt(tests: readonly IntTest[]): int64.Int | undefined {
  const passes = (value: int64.Int): boolean =>
    tests.every(({ mask, set }) => includes(set, int64.and(value, mask)));
  for (const each of candidates(tests)) if (passes(each)) return each;
  return undefined;
}

function* candidates(tests: readonly IntTest[]): Generator<int64.Int> {
  // Small ones first: an example is to be read.
  yield 0;
  yield 1;
  yield -1;
  const masks = tests.filter(({ mask }) => mask !== everyBit);
  for (const { set } of tests.filter(({ mask }) => mask === everyBit)) {
    for (const { low } of set) yield low;
    for (const { high } of set) yield high;
  }
  // Bits that satisfy the masks one after the other, each beside those that were there before.
  let bits: int64.Int = 0;
  for (const { mask, set } of masks) {
    const result = (resultsOf(mask) ?? set.map(({ low }) => low)).find((each) => includes(set, each));
    if (result === undefined) continue;
    yield int64.or(int64.and(bits, int64.not(mask)), result);
    bits = int64.or(bits, result);
    yield bits;
  }
}
