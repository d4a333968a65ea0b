import { globPredicate } from './glob.ts';
import type { Matcher, Predicate } from './matcher.ts';
import { patternPredicate } from './pattern.ts';
import { regexpPredicate } from './regexp.ts';

/** The test that a matcher stands for. */
export function predicate(matcher: Matcher): Predicate {
  switch (matcher.kind) {
    case 'scalar':
      return scalarPredicate(matcher.value, matcher.ignoreCase, matcher.windowsPath);
    case 'pattern':
      return patternPredicate(matcher.value, matcher.ignoreCase);
    case 'glob':
      return globPredicate(matcher.value, matcher);
    case 'regexp':
      return regexpPredicate(matcher.value, matcher.ignoreCase);
  }
}

function scalarPredicate(value: string, ignoreCase: boolean, windowsPath: boolean): Predicate {
  if (!ignoreCase && !windowsPath) return (text) => text === value;
  const normal = (text: string): string => {
    const separated = windowsPath ? text.replaceAll('\\', '/') : text;
    return ignoreCase ? separated.toLowerCase() : separated;
  };
  const wanted = normal(value);
  return (text) => normal(text) === wanted;
}
