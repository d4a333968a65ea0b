import type { Field } from '@secl/model';
import type { LintRule } from '../../../contract.ts';
import { regexpSigns } from '../looks-like-regexp.ts';
import { isNameOrPath, ownPatterns, within } from '../own-texts.ts';

/** `*` is all that patterns know: `?` and `[` are plain characters (spec/secl.md, Strings). */
export const questionMarkInPattern: LintRule = {
  id: 'pitfall/question-mark-in-pattern',
  title: '`?` or `[…]` in a pattern',
  level: 'warning',
  needs: 'expression',
  messages: {
    question: '`?` is a plain character in patterns, not any one character: only `*` matches others',
    set: '`{set}` is plain text in patterns, not one of several characters: only `*` matches others',
  },
  check(expression, { report }) {
    for (const text of ownPatterns(expression)) {
      const { field, value } = text;
      // Of one that was meant as a regexp, pitfall/regexp-in-pattern says more.
      if (field === undefined || regexpSigns(value).length > 0) continue;
      if (!isNameOrPath(field) && !isOption(field, value)) continue;
      for (const { index, 0: found } of value.matchAll(/\?|\[[!^]?\w-\w[^[\]]*\]|\[[!^][^[\]]+\]/g)) {
        // `\\?\C:\` and `\??\C:\` begin paths of Windows.
        if (found === '?' && /[\\?]/.test(value.charAt(index - 1))) continue;
        const place = expression.at(within(text, index, index + found.length));
        report(place, found === '?' ? 'question' : 'set', { set: found });
      }
    }
  },
};

/** Other arguments may be URLs, where `?` is common. */
function isOption({ name }: Field, value: string): boolean {
  return name.endsWith('.argv') && value.startsWith('-') && !value.includes('/');
}
