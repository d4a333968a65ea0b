import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { regexpSigns } from '../looks-like-regexp.ts';
import { type OwnText, ownPatterns } from '../own-texts.ts';

/** After a `*` the first place is taken where the next piece stands, and there is no way back (spec/secl.md, Strings). */
export const firstMatchLeavesRest: LintRule = {
  id: 'pitfall/first-match-leaves-rest',
  title: 'Pattern whose end may come too early',
  level: 'info',
  needs: 'expression',
  messages: {
    rest: '`{value}` does not match `{example}`: the first `{end}` is taken, and text behind it is no match',
  },
  check(expression, { report }) {
    for (const text of ownPatterns(expression)) {
      // Of one that was meant as a regexp, pitfall/regexp-in-pattern says more.
      if (text.matcher?.kind !== 'pattern' || regexpSigns(text.value).length > 0) continue;
      const { value } = text.matcher;
      const end = value.slice(value.lastIndexOf('*') + 1);
      if (!value.includes('*') || end === '' || end.length > shortest) continue;
      const example = `${value.replace(/^\*/, 'a').replaceAll('*', '')}${end}`;
      report(
        expression.at(text.whole),
        'rest',
        { value, example, end },
        { fix: asRegexp(expression, text, end) },
      );
    }
  },
};

/** An end as short as this comes twice before long: `*.io` and `x.iohk.io`. */
const shortest = 3;

/** `*.io` as `\.io$`: paths take no regexps. */
function asRegexp({ fix }: LintedExpression, { matcher, field, whole }: OwnText, end: string) {
  if (matcher?.value !== `*${end}` || field === undefined || field.name.endsWith('.path')) return undefined;
  const escaped = end.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
  return fix('suggested', 'write a regexp for the end', [{ span: whole, text: `r"${escaped}$"` }]);
}
