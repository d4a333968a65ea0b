import type { LintRule } from '../../../contract.ts';
import { isPattern, type OwnText, ownTexts } from '../own-texts.ts';

/** `*` is any run of characters, none too; a regexp without anchors is found anywhere (spec/secl.md, Strings). */
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
      if (message === undefined) continue;
      report(expression.at(text.whole), message, { text: expression.source(text.whole) });
    }
  },
};

function emptiness(text: OwnText): 'everything' | 'nothing' | undefined {
  const { value, literal, field } = text;
  if (literal.form === 'pattern' && value === '') return 'nothing';
  // On an array it asks whether there is an element at all, and before that a macro may be for one.
  if (field === undefined || field.array) return undefined;
  const every = literal.form === 'regexp' ? /^\^?(\.\*)?\$?$/.test(value) : isPattern(text) && value === '*';
  return every && value !== '^$' ? 'everything' : undefined;
}
