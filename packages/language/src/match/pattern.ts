import type { Predicate } from './matcher.ts';

/**
 * Ordinary patterns: `*` is any run of characters, everything else stands for itself. As in agents the match is greedy
 * from the left and never goes back: after each `*` the first occurrence of the next piece is taken, and text left over
 * at the end fails the match. `*bar` therefore does not match `foobarbar`.
 */
export function patternPredicate(pattern: string, ignoreCase: boolean): Predicate {
  const fold = ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const pieces = fold(pattern).split('*');
  const [first = '', ...rest] = pieces;
  const openEnd = rest.length > 0 && rest[rest.length - 1] === '';
  const middle = rest.filter((piece) => piece !== '');
  if (rest.length === 0) return (subject) => fold(subject) === first;
  return (subject) => {
    const text = fold(subject);
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return openEnd || at === text.length;
  };
}

/** Why agents refuse the pattern, in their words; undefined where they accept it. */
export function patternError(pattern: string): string | undefined {
  return pattern.includes('**')
    ? `invalid pattern \`${pattern}\`: \`**\` is not allowed in patterns`
    : undefined;
}
