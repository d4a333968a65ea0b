import { RE2JS, RE2JSSyntaxException } from 're2js';
import { everydayRegexp } from './everyday-regexp.ts';
import { linearRegexp } from './linear-regexp.ts';
import type { Predicate } from './matcher.ts';

/** `.*(a|b).*` and the like: agents look for the words and compile nothing. */
const words = /^(?:\.\*)?\(([a-zA-Z_|]+)\)(?:\.\*)?$/;

/** RE2 syntax, unanchored. The pattern is valid: see {@link regexpError}. */
export function regexpPredicate(source: string, ignoreCase: boolean): Predicate {
  const alternatives = words.exec(source)?.[1]?.split('|');
  if (alternatives !== undefined && !ignoreCase) {
    return (text) => alternatives.some((word) => text.includes(word));
  }
  const linear = ignoreCase ? undefined : linearRegexp(source);
  if (linear !== undefined) return linear;
  const compiled = ignoreCase ? compileNamed(source, RE2JS.CASE_INSENSITIVE) : compiledOnce(source);
  if (typeof compiled === 'string') throw new Error(compiled);
  return (text) => compiled.test(text);
}

/** Why agents refuse the regexp, in their words; undefined where they accept it. */
export function regexpError(source: string): string | undefined {
  if (words.test(source) || everydayRegexp(source) !== undefined) return undefined;
  const compiled = compiledOnce(source);
  return typeof compiled === 'string' ? compiled : undefined;
}

/**
 * Macros bring a regexp into many rules, a rule set is read for several agents, and what was accepted is asked about texts:
 * what was found is kept. More than this many are not remembered at a time.
 */
const remembered = 500;
const found = new Map<string, RE2JS | string>();

/** Compiled, or why agents refuse it. */
function compiledOnce(source: string): RE2JS | string {
  const before = found.get(source);
  if (before !== undefined) return before;
  if (found.size === remembered) found.clear();
  const compiled = compiledOrError(source);
  found.set(source, compiled);
  return compiled;
}

/** Go lets groups share a name, which RE2 itself does not; the names of groups matter to no match. */
function compileNamed(source: string, flags = 0): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    const nameless = withoutNames(source);
    if (nameless === source) throw error;
    return RE2JS.compile(nameless, flags);
  }
}

/** What is no group, however it looks: quoted texts, escapes, classes; else the beginning of a group with a name. */
const quotedOrNamed = /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|(\(\?P?<\w+>)/gs;

function withoutNames(source: string): string {
  return source.replace(quotedOrNamed, (text, named?: string) => (named === undefined ? text : '('));
}

function compiledOrError(source: string): RE2JS | string {
  try {
    return compileNamed(source);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return `invalid regexp \`${source}\`: ${error.message}`;
  }
}
