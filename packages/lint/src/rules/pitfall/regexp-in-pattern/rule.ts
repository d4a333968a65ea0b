import type { Field } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { regexpSigns } from '../looks-like-regexp.ts';
import { type OwnText, ownPatterns, within } from '../own-texts.ts';
import { globs } from '../plain-regexp.ts';

/** `=~ "…"` takes a pattern, in which only `*` means something (spec/secl.md, Strings). */
export const regexpInPattern: LintRule = {
  id: 'pitfall/regexp-in-pattern',
  title: 'Regexp written as a pattern',
  level: 'warning',
  needs: 'expression',
  messages: {
    regexp: '`{sign}` is plain text in patterns, which know only `*`: a regexp is written `r"…"`',
    path: '`{sign}` is plain text in patterns, which know only `*`, and paths take no regexps',
  },
  check(expression, { report }) {
    for (const text of ownPatterns(expression)) {
      const [sign] = regexpSigns(text.value);
      if (sign === undefined) continue;
      const place = expression.at(within(text, sign.start, sign.start + sign.text.length));
      const mayBe = text.field === undefined || takesRegexps(text.field);
      const fix = mayBe ? asRegexp(expression, text) : undefined;
      report(place, mayBe ? 'regexp' : 'path', { sign: sign.text }, { fix });
    }
  },
};

const takesRegexps = ({ comparison }: Field): boolean => !globs.includes(comparison);

function asRegexp({ fix, source }: LintedExpression, { whole }: OwnText) {
  const text = `r${source(whole).replace(/^~/, '')}`;
  return fix('suggested', `write \`${text}\``, [{ span: whole, text }]);
}
