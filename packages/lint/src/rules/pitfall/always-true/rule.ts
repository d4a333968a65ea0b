import type { LintRule } from '../../../contract.ts';
import { quoted, reasons, redundanciesOf } from '../redundancies.ts';

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
      if (each.kind !== 'always-true') continue;
      const { texts, related } = reasons(expression, each);
      const values = { part: quoted(expression, each.part.span), others: texts.join(' and ') };
      report(expression.at(each.part.span), texts.length > 0 ? 'clash' : 'alone', values, { related });
    }
  },
};
