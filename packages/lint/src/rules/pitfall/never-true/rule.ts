import { satisfiable } from '@secl/logic';
import type { LintRule } from '../../../contract.ts';
import { asProposition, quoted, reasons, redundanciesOf } from '../redundancies.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const neverTrue: LintRule = {
  id: 'pitfall/never-true',
  title: 'Rule that no event makes true',
  level: 'error',
  needs: 'expression',
  messages: {
    clash: 'this rule never fires: `{part}` is never true together with {others}',
    part: 'this rule never fires: `{part}` is never true',
    whole: 'this rule never fires: its conditions exclude each other',
  },
  check(expression, { report }) {
    const { of, at, parsed } = expression;
    const proposition = of === 'rule' ? asProposition(expression) : undefined;
    if (proposition === undefined || satisfiable(proposition) !== 'no') return;
    const culprit = redundanciesOf(expression).find(({ kind }) => kind === 'always-false');
    if (culprit === undefined) {
      report(at({ start: 0, end: parsed.tree.text.length }), 'whole');
      return;
    }
    const { texts, related } = reasons(expression, culprit);
    const { span } = culprit.part;
    const values = { part: quoted(expression, span), others: texts.join(' and ') };
    report(at(span), texts.length > 0 ? 'clash' : 'part', values, { related });
  },
};
