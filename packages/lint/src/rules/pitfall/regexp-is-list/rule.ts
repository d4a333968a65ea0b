import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { type OwnText, ownRegexps } from '../own-texts.ts';
import { fixedAlternatives, isPlainlyMatched } from '../plain-regexp.ts';

/** A list of strings is compared at once and can filter in the kernel; no regexp can (packages/logic, approvers). */
export const regexpIsList: LintRule = {
  id: 'pitfall/regexp-is-list',
  title: 'Regexp that is a list',
  level: 'info',
  needs: 'expression',
  messages: {
    same: '`{regexp}` says what a list of {count} strings says: agents compare that in less time',
  },
  check(expression, { report }) {
    for (const text of ownRegexps(expression)) {
      if (!isPlainlyMatched(text)) continue;
      const [, inner = ''] = /^\^(\(.*\))\$$/.exec(text.value) ?? [];
      const texts = fixedAlternatives(inner);
      if (texts === undefined) continue;
      report(
        expression.at(text.whole),
        'same',
        { regexp: expression.source(text.whole), count: texts.length },
        { fix: asList(expression, text, texts) },
      );
    }
  },
};

function asList({ fix }: LintedExpression, { test, listed, whole }: OwnText, texts: readonly string[]) {
  const title = 'write a list of strings';
  const members = texts.map((each) => `"${each}"`).join(', ');
  if (listed) return fix('safe', title, [{ span: whole, text: members }]);
  if (test?.node.kind !== 'comparison') return undefined;
  const { operands, operators } = test.node;
  const [left, right] = operands;
  const [operator] = operators;
  if (operands.length !== 2 || right?.span !== whole || left === undefined || operator === undefined)
    return undefined;
  return fix('safe', title, [
    { span: operator.span, text: test.negated ? 'not in' : 'in' },
    { span: whole, text: `[${members}]` },
  ]);
}
