import type { LintContext, LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { ownTexts, within } from '../own-texts.ts';

/** A backslash keeps the next character from closing the string, and both stay in the value (spec/secl.md, Tokens). */
export const backslashNotEscape: LintRule = {
  id: 'pitfall/backslash-not-escape',
  title: 'Backslash that escapes nothing',
  level: 'warning',
  needs: 'expression',
  messages: {
    doubled: 'both backslashes stay in the value, and no path has two of them here: nothing is escaped',
    stays: 'the backslash stays in the value: `{pair}` is two characters, and nothing is escaped',
  },
  check(expression, { report }) {
    if (expression.facts.platform === 'windows') return checkPaths(expression, report);
    for (const text of ownTexts(expression)) {
      const { literal, value } = text;
      if (literal.form === 'regexp' || !value.includes('\\')) continue;
      for (const { index, 0: pair } of value.matchAll(/\\[^\w\s]/g)) {
        const sign = pair.slice(1);
        report(
          expression.at(within(text, index, index + 2)),
          'stays',
          { pair },
          {
            fix:
              sign === '"' || sign === '\\'
                ? undefined
                : expression.fix('suggested', 'leave out the backslash', [
                    { span: within(text, index, index + 1), text: '' },
                  ]),
          },
        );
      }
    }
  },
};

/** Paths of files and keys have two backslashes at their beginning at most, where a host or a device follows. */
function checkPaths(expression: LintedExpression, report: LintContext['report']): void {
  for (const text of ownTexts(expression)) {
    const { field, literal, value } = text;
    if (literal.form === 'regexp' || field?.name.endsWith('path') !== true) continue;
    for (const { index } of value.matchAll(/(?<=[^\\])\\\\(?!\\)/g)) {
      const fix = expression.fix('suggested', 'write one backslash', [
        { span: within(text, index, index + 1), text: '' },
      ]);
      report(expression.at(within(text, index, index + 2)), 'doubled', {}, { fix });
    }
  }
}
