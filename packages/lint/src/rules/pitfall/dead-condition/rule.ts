import { satisfiable } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import { asProposition, quoted, reasons, redundanciesOf } from '../redundancies.ts';
import { hasZeroMask } from '../zero-masks.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const deadCondition: LintRule = {
  id: 'pitfall/dead-condition',
  title: 'Condition that is never true where it stands',
  level: 'warning',
  needs: 'expression',
  messages: {
    clash: '`{part}` is never true here because of {others}: that part of the condition does nothing',
    alone: '`{part}` is never true: that part of the condition does nothing',
  },
  check(expression, { report }) {
    const dead = redundanciesOf(expression).filter(({ kind }) => kind === 'always-false');
    const proposition = dead.length === 0 ? undefined : asProposition(expression);
    // What makes a whole rule false is said by `never-true`.
    if (proposition === undefined || satisfiable(proposition) === 'no') return;
    for (const each of dead) {
      // A mask that is 0 is reported where it stands.
      if (hasZeroMask(expression, each.part)) continue;
      const { texts, related } = reasons(expression, each);
      const values = { part: quoted(expression, each.part.span), others: texts.join(' and ') };
      report(expression.at(each.part.span), texts.length > 0 ? 'clash' : 'alone', values, { related });
    }
  },
};
