import type { LintRule } from '../../../contract.ts';
import { neverTrueBecause } from '../never-true-because.ts';
import { readOnly, zeroMasks } from '../zero-masks.ts';

/**
 * Some constants are 0: `O_RDONLY`, `PROT_NONE` (facts: constants). Every `&` with them is 0. Where that alone keeps the
 * rule from firing, `never-true` says so.
 */
export const zeroMask: LintRule = {
  id: 'pitfall/zero-mask',
  title: 'Mask that is 0',
  level: 'warning',
  needs: 'expression',
  messages: {
    zero: '`{mask}` is 0, so `{bits}` is always 0',
  },
  check(expression, { report }) {
    const { leaves, source, at } = expression;
    for (const leaf of leaves) {
      for (const { mask, bits } of zeroMasks(leaf)) {
        if (neverTrueBecause(expression).includes(leaf)) continue;
        const values = { mask: source(mask.node.span), bits: source(bits.node.span) };
        report(at(mask.node.span), 'zero', values, { fix: readOnly(expression, leaf, values.mask) });
      }
    }
  },
};
