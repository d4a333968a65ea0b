import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fairShares } from './fair-shares.ts';

const shared = (weights: readonly number[], count: number) => fairShares(weights, count, (each) => each);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

it('cuts where the halves weigh the same', () => {
  expect(shared([1, 1, 1, 3], 2)).toEqual([[1, 1, 1], [3]]);
});

it('leaves shares empty where there is less than one for each', () => {
  expect(shared([5], 3).flat()).toEqual([5]);
  expect(shared([], 2)).toEqual([[], []]);
  expect(shared([0, 0], 2).flat()).toEqual([0, 0]);
});

it('has every item once, in order, and no share much heavier than a fair part', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 6 }),
      (weights, count) => {
        const shares = shared(weights, count);
        expect(shares).toHaveLength(count);
        expect(shares.flat()).toEqual(weights);
        const most = sum(weights) / count + Math.max(0, ...weights);
        for (const share of shares) expect(sum(share)).toBeLessThanOrEqual(most + 1e-6);
      },
    ),
  );
});
