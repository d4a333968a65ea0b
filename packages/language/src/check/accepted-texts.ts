import type { Facts, Field } from '@secl/model';
import type { Matcher } from '../match/matcher.ts';
import type { Literal } from './typed.ts';

/** Lists of so many texts are kept for an agent; then they are found anew. */
const most = 2000;

/**
 * What a field makes of texts that it takes. Rules ask for the same texts again and again: these are judged once, and who
 * compares with them is given the same list, so that whatever is made of a list is made once, too.
 */
const accepted = new WeakMap<Facts, Map<string, readonly Matcher[]>>();

/** `judge` gives undefined where the field does not take one of the texts, and is asked again the next time. */
export function acceptedOnce(
  facts: Facts,
  field: Field,
  texts: readonly Literal[],
  judge: () => readonly Matcher[] | undefined,
): readonly Matcher[] | undefined {
  let known = accepted.get(facts);
  if (known === undefined) {
    known = new Map();
    accepted.set(facts, known);
  }
  const key = keyOf(field, texts);
  const before = known.get(key);
  if (before !== undefined) return before;
  const matchers = judge();
  if (matchers === undefined) return undefined;
  if (known.size === most) known.clear();
  known.set(key, matchers);
  return matchers;
}

/** Equal where the field, and the texts with their forms, are; the lengths tell where a text ends. */
function keyOf({ name }: Field, texts: readonly Literal[]): string {
  let key = name;
  for (let index = 0; index < texts.length; index++) {
    const literal = texts[index];
    const text = String(literal?.value);
    key += ` ${literal?.form} ${text.length} ${text}`;
  }
  return key;
}
