import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { emptiness } from '../emptiness.ts';
import { type OwnText, ownTexts } from '../own-texts.ts';
import { redundanciesOf } from '../redundancies.ts';

/** Reported where the pattern stands, so `always-true` says nothing of it. */
export const emptyPattern: LintRule = {
  id: 'pitfall/empty-pattern',
  title: 'Pattern with nothing to match',
  level: 'warning',
  needs: 'expression',
  messages: {
    everything: '`{text}` matches every value, the empty one too',
    nothing: '`{text}` matches the empty value only',
  },
  check(expression, { report }) {
    for (const text of ownTexts(expression)) {
      const message = emptiness(text);
      if (message === undefined || isNeverTrue(expression, text)) continue;
      report(expression.at(text.whole), message, { text: expression.source(text.whole) });
    }
  },
};

/** What a condition that is never true does to the rule is more than what the pattern does to the condition. */
function isNeverTrue(expression: LintedExpression, { test }: OwnText): boolean {
  return redundanciesOf(expression).some(
    ({ kind, part, because }) =>
      kind === 'always-false' && because.length === 0 && test !== undefined && part.conditions.includes(test),
  );
}
