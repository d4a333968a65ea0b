import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { culpritOf, isNeverTrue, neverTrueBecause } from '../never-true-because.ts';
import { quoted, reasons } from '../redundancies.ts';
import { readOnly, type ZeroMask, zeroMasks } from '../zero-masks.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const neverTrue: LintRule = {
  id: 'pitfall/never-true',
  title: 'Rule that no event makes true',
  level: 'error',
  needs: 'expression',
  messages: {
    clash: 'this rule never fires: `{part}` is never true together with {others}',
    part: 'this rule never fires: `{part}` is never true',
    mask: 'this rule never fires: `{mask}` is 0, so `{part}` is never true',
    whole: 'this rule never fires: its conditions exclude each other',
  },
  check(expression, { report }) {
    if (!isNeverTrue(expression)) return;
    const { at, parsed, source } = expression;
    const culprit = culpritOf(expression);
    if (culprit === undefined) {
      report(at({ start: 0, end: parsed.tree.text.length }), 'whole');
      return;
    }
    const { texts, related } = reasons(expression, culprit);
    const { span } = culprit.part;
    const part = quoted(expression, span);
    const zero = maskBehind(expression);
    if (zero !== undefined) {
      const mask = source(zero.mask.node.span);
      report(at(span), 'mask', { part, mask }, { fix: readOnly(expression, zero.leaf, mask) });
      return;
    }
    const values = { part, others: texts.join(' and ') };
    report(at(span), texts.length > 0 ? 'clash' : 'part', values, { related });
  },
};

function maskBehind(expression: LintedExpression): (ZeroMask & { readonly leaf: Leaf }) | undefined {
  const because = neverTrueBecause(expression);
  for (const leaf of expression.leaves) {
    const [zero] = because.includes(leaf) ? zeroMasks(leaf) : [];
    if (zero !== undefined) return { ...zero, leaf };
  }
  return undefined;
}

type Leaf = LintedExpression['leaves'][number];
