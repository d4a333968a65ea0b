import type { Redundancy } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { emptiness } from '../emptiness.ts';
import { ownTexts } from '../own-texts.ts';
import { quoted, reasons, redundanciesOf } from '../redundancies.ts';
import { hasZeroMask } from '../zero-masks.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const alwaysTrue: LintRule = {
  id: 'pitfall/always-true',
  title: 'Condition that is always true',
  level: 'warning',
  needs: 'expression',
  messages: {
    clash: '`{part}` is always true here because of {others}: it lets everything through',
    alone: '`{part}` is always true: it lets everything through',
  },
  check(expression, { report }) {
    for (const each of redundanciesOf(expression)) {
      if (each.kind !== 'always-true' || isToldElsewhere(expression, each)) continue;
      const { texts, related } = reasons(expression, each);
      const values = { part: quoted(expression, each.part.span), others: texts.join(' and ') };
      report(expression.at(each.part.span), texts.length > 0 ? 'clash' : 'alone', values, { related });
    }
  },
};

/** A pattern that matches everything is reported where it stands (`empty-pattern`), and so is a mask that is 0. */
function isToldElsewhere(expression: LintedExpression, { part, because }: Redundancy): boolean {
  const [only] = part.conditions;
  return (
    because.length === 0 &&
    part.conditions.length === 1 &&
    (ownTexts(expression).some((text) => text.test === only && emptiness(text) === 'everything') ||
      hasZeroMask(expression, part))
  );
}
