import type { Facts, Field } from '@secl/model';
import type { Matcher } from '../match/matcher.ts';
import type { Literal } from './typed.ts';

/** Of so many texts and lists of texts it is kept what fields make of them; then it is found anew. */
const most = 2000;

/**
 * What a field makes of texts that it takes. Rules ask for the same texts again and again: these are judged once, and who
 * compares with them is given the same list, so that whatever is made of a list is made once, too.
 */
class Accepted {
  readonly #byField = new Map<Field, Map<string, readonly Matcher[]>>();
  #kept = 0;

  get(field: Field, texts: string): readonly Matcher[] | undefined {
    return this.#byField.get(field)?.get(texts);
  }

  set(field: Field, texts: string, matchers: readonly Matcher[]): void {
    if (this.#kept++ === most) this.#clear();
    const known = this.#byField.get(field);
    if (known === undefined) this.#byField.set(field, new Map([[texts, matchers]]));
    else known.set(texts, matchers);
  }

  #clear(): void {
    this.#byField.clear();
    this.#kept = 0;
  }
}

const accepted = new WeakMap<Facts, Accepted>();

/** `judge` gives undefined where the field does not take one of the texts, and is asked again the next time. */
export function acceptedOnce(
  facts: Facts,
  field: Field,
  texts: readonly Literal[],
  judge: () => readonly Matcher[] | undefined,
): readonly Matcher[] | undefined {
  let known = accepted.get(facts);
  if (known === undefined) {
    known = new Accepted();
    accepted.set(facts, known);
  }
  const key = keyOf(texts);
  const before = known.get(field, key);
  if (before !== undefined) return before;
  const matchers = judge();
  if (matchers !== undefined) known.set(field, key, matchers);
  return matchers;
}

/** Equal where the texts and their forms are; the lengths tell where a text ends. Lists of macros are asked for again. */
function keyOf(texts: readonly Literal[]): string {
  if (texts.length < 5) return newKey(texts);
  const before = keys.get(texts);
  if (before !== undefined) return before;
  const key = newKey(texts);
  keys.set(texts, key);
  return key;
}

const keys = new WeakMap<readonly Literal[], string>();

function newKey(texts: readonly Literal[]): string {
  let key = '';
  for (let index = 0; index < texts.length; index++) {
    const literal = texts[index];
    const text = String(literal?.value);
    key += `${literal?.form} ${text.length} ${text}`;
  }
  return key;
}
