import type { LintRule } from '../../../contract.ts';
import { ownTexts } from '../own-texts.ts';

/** A backslash keeps the next character from closing the string, and both stay in the value (spec/secl.md, Tokens). */
export const backslashNotEscape: LintRule = {
  id: 'pitfall/backslash-not-escape',
  title: 'Backslash that escapes nothing',
  level: 'warning',
  needs: 'expression',
  messages: {
    stays: 'the backslash stays in the value: `{pair}` is two characters, and nothing is escaped',
  },
  check(expression, { report }) {
    if (expression.facts.platform === 'windows') return;
    for (const { literal, value, within } of ownTexts(expression)) {
      if (literal.form === 'regexp' || !value.includes('\\')) continue;
      for (const { index, 0: pair } of value.matchAll(/\\[^\w\s]/g)) {
        const sign = pair.slice(1);
        report(
          expression.at(within(index, index + 2)),
          'stays',
          { pair },
          {
            fix:
              sign === '"' || sign === '\\'
                ? undefined
                : expression.fix('suggested', 'leave out the backslash', [
                    { span: within(index, index + 1), text: '' },
                  ]),
          },
        );
      }
    }
  },
};
