import type { LintRule } from '../../../contract.ts';
import { quoted, reasons, redundanciesOf } from '../redundancies.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const repeatedCondition: LintRule = {
  id: 'pitfall/repeated-condition',
  title: 'Condition that is there twice',
  level: 'warning',
  needs: 'expression',
  messages: { repeated: '`{part}` says the same as {others}: one of them was meant to be another' },
  check(expression, { report }) {
    for (const each of redundanciesOf(expression)) {
      if (each.kind !== 'repeated') continue;
      const { texts, related } = reasons(expression, each);
      const values = { part: quoted(expression, each.part.span), others: texts.join(' and ') };
      report(expression.at(each.part.span), 'repeated', values, { related });
    }
  },
};
