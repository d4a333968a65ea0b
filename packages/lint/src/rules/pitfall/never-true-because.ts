import type { Condition } from '@secl/language';
import { type Redundancy, satisfiable } from '@secl/logic';
import type { LintedExpression } from '../../view/linted.ts';
import { asProposition, redundanciesOf } from './redundancies.ts';

/** Whether no event makes the rule true; proved, not guessed. */
export function isNeverTrue(expression: LintedExpression): boolean {
  const proposition = expression.of === 'rule' ? asProposition(expression) : undefined;
  return proposition !== undefined && satisfiable(proposition) === 'no';
}

/** The part that a rule which is never true is reported at. */
export function culpritOf(expression: LintedExpression): Redundancy | undefined {
  return redundanciesOf(expression).find(({ kind }) => kind === 'always-false');
}

/** What stands in a part that keeps the whole rule from ever being true, by itself. */
export function neverTrueBecause(expression: LintedExpression): readonly Condition[] {
  const culprit = isNeverTrue(expression) ? culpritOf(expression) : undefined;
  return culprit === undefined || culprit.because.length > 0 ? [] : culprit.part.conditions;
}
