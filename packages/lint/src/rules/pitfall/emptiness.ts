import { isPattern, type OwnText } from './own-texts.ts';

/** `*` is any run of characters, none too; a regexp without anchors is found anywhere (spec/secl.md, Strings). */
export function emptiness(text: OwnText): 'everything' | 'nothing' | undefined {
  const { value, literal, field } = text;
  if (value === '' && isPattern(text)) return 'nothing';
  // On an array it asks whether there is an element at all, and before that a macro may be for one.
  if (field === undefined || field.array) return undefined;
  const every = literal.form === 'regexp' ? /^\^?(\.\*)?\$?$/.test(value) : isPattern(text) && value === '*';
  return every && value !== '^$' ? 'everything' : undefined;
}
