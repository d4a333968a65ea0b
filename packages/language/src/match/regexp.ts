import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Predicate } from './matcher.ts';

/** `.*(a|b).*` and the like: agents look for the words and compile nothing. */
const words = /^(?:\.\*)?\(([a-zA-Z_|]+)\)(?:\.\*)?$/;

/** RE2 syntax, unanchored. The pattern is valid: see {@link regexpError}. */
export function regexpPredicate(source: string, ignoreCase: boolean): Predicate {
  const alternatives = words.exec(source)?.[1]?.split('|');
  if (alternatives !== undefined && !ignoreCase) {
    return (text) => alternatives.some((word) => text.includes(word));
  }
  const compiled = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return (text) => compiled.test(text);
}

/**
 * Macros bring a regexp into many rules, and a rule set is read for several agents: what was found is kept. More than this
 * many are not remembered at a time.
 */
const remembered = 1000;
const errors = new Map<string, string | undefined>();

/** Why agents refuse the regexp, in their words; undefined where they accept it. */
export function regexpError(source: string): string | undefined {
  if (words.test(source)) return undefined;
  if (errors.has(source)) return errors.get(source);
  if (errors.size === remembered) errors.clear();
  const error = newError(source);
  errors.set(source, error);
  return error;
}

function newError(source: string): string | undefined {
  try {
    RE2JS.compile(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return `invalid regexp \`${source}\`: ${error.message}`;
  }
}
