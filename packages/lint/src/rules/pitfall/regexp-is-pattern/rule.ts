import type { LintRule } from '../../../contract.ts';
import { type OwnText, ownRegexps } from '../own-texts.ts';
import { isPlainlyMatched, withoutRegexp } from '../plain-regexp.ts';

/** Regexps are unanchored, patterns match the whole value (spec/secl.md, Strings); agents count 100 and 80 for them. */
export const regexpIsPattern: LintRule = {
  id: 'pitfall/regexp-is-pattern',
  title: 'Regexp that is a pattern',
  level: 'info',
  needs: 'expression',
  messages: {
    same: '`{regexp}` says what `{simple}` says: agents compare that in less time, and more people read it',
  },
  check(expression, { report }) {
    for (const text of ownRegexps(expression)) {
      const simple = simpler(text);
      if (simple === undefined) continue;
      const fix = expression.fix('safe', `write \`${simple}\``, [{ span: text.whole, text: simple }]);
      report(expression.at(text.whole), 'same', { regexp: expression.source(text.whole), simple }, { fix });
    }
  },
};

function simpler(text: OwnText): string | undefined {
  const same = isPlainlyMatched(text) ? withoutRegexp(text.value) : undefined;
  return same === undefined ? undefined : `${same.kind === 'pattern' ? '~' : ''}"${same.value}"`;
}
