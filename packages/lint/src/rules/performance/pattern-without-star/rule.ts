import type { LintRule } from '../../../contract.ts';
import { ownTexts } from '../../pitfall/own-texts.ts';

/** Patterns cost agents more than strings, and a list with one costs more than a list without (spec/secl.md, Evaluation). */
export const patternWithoutStar: LintRule = {
  id: 'performance/pattern-without-star',
  title: 'Pattern that is a plain string',
  level: 'info',
  needs: 'expression',
  messages: {
    plain: '`{text}` has no `*`, so it matches what `"{value}"` equals: agents compare strings in less time',
  },
  check(expression, { report }) {
    for (const { literal, value, whole, field } of ownTexts(expression)) {
      if (literal.node.kind !== 'pattern' || value === '' || value.includes('*') || field === undefined)
        continue;
      report(
        expression.at(whole),
        'plain',
        { text: expression.source(whole), value },
        {
          fix: expression.fix('safe', 'write a string', [
            { span: { start: whole.start, end: whole.start + 1 }, text: '' },
          ]),
        },
      );
    }
  },
};
