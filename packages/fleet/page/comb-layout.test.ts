import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, centreOf, layoutComb } from './comb-layout.ts';
import { stepFrom } from './comb-steps.ts';

const fleets = fc.tuple(
  fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 }),
  fc.integer({ min: 200, max: 2000 }),
);

describe('the honeycomb', () => {
  it.each<[what: string, groups: readonly number[], size: number]>([
    ['three hosts', [3], 30],
    ['three hundred', [100, 100, 100], 30],
    ['fifty thousand', Array.from({ length: 60 }, () => 833), 8],
  ])('has cells as large as the place allows: %s', (_, groups, size) => {
    expect(layoutComb(groups, 1200, 470).size).toBe(size);
  });

  it('has every cell where it is looked for', () => {
    fc.assert(
      fc.property(fleets, ([groups, width]) => {
        const layout = layoutComb(groups, width, 470);
        for (const block of layout.blocks)
          for (const cell of new Set([0, Math.floor(block.cells / 2), block.cells - 1])) {
            const { x, y } = centreOf(layout, block, cell);
            expect(x).toBeLessThan(width + layout.size);
            expect(cellAt(layout, x, y)).toEqual({ block, cell });
          }
      }),
    );
  });

  it('is walked through whole with one arrow', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (groups) => {
        const layout = layoutComb(groups, 600, 470);
        const all = groups.reduce((sum, cells) => sum + cells, 0);
        const seen = new Set<string>();
        let at = stepFrom(layout, undefined, 'ArrowRight');
        for (let steps = 0; steps < all && at !== undefined; steps++) {
          seen.add(`${at.block.group} ${at.cell}`);
          at = stepFrom(layout, at, 'ArrowRight');
        }
        expect(seen.size).toBe(all);
      }),
    );
  });

  it('is left by no key', () => {
    const keys = fc.array(
      fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'),
    );
    fc.assert(
      fc.property(fleets, keys, ([groups, width], pressed) => {
        const layout = layoutComb(groups, width, 470);
        let at = stepFrom(layout, undefined, 'ArrowDown');
        for (const key of pressed) at = stepFrom(layout, at, key);
        expect(at?.cell).toBeLessThan(at?.block.cells ?? 0);
        expect(at?.cell).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('takes no other keys from the page', () => {
    expect(stepFrom(layoutComb([3], 600, 470), undefined, 'a')).toBeUndefined();
  });
});
