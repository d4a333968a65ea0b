import type { LintRule } from '../../../contract.ts';
import { quoted, reasons, redundanciesOf } from '../redundancies.ts';

/**
 * Reported only where it is proved for every event (packages/logic). Information: authors add a wider condition on purpose,
 * for instance one that the kernel can filter by.
 */
export const impliedCondition: LintRule = {
  id: 'pitfall/implied-condition',
  title: 'Condition that others imply',
  level: 'info',
  needs: 'expression',
  messages: {
    and: '`{part}` adds nothing: {others} asks for more already',
    or: '`{part}` adds nothing: wherever it is true, {others} is true as well',
  },
  check(expression, { report }) {
    for (const each of redundanciesOf(expression)) {
      if (each.kind !== 'implied') continue;
      const { texts, related } = reasons(expression, each);
      const values = { part: quoted(expression, each.part.span), others: texts.join(' with ') };
      report(expression.at(each.part.span), each.operator === '||' ? 'or' : 'and', values, { related });
    }
  },
};
