import { type ExpressionProblem, problem } from '../problems.ts';
import { nameCharacters } from './invalid-characters.ts';
import * as T from './tokens.ts';
import { countOf, type Token } from './tokens.ts';
import type { Comment } from './tree.ts';

const pair = /[\ud800-\udbff][\udc00-\udfff]/;

/** Strings and comments hold what the lexer of agents knows: no character beyond U+FFFF. */
export function checkCharacters(
  source: string,
  tokens: readonly Token[],
  comments: readonly Comment[],
  problems: ExpressionProblem[],
): void {
  // Hardly any text has one.
  const texts = pair.test(source)
    ? [
        ...tokens.filter(isQuoted).map((token) => ({ text: token.image, start: token.start })),
        ...comments.map(({ text, span }) => ({ text, start: span.start })),
      ]
    : [];
  for (const { text, start } of texts) {
    const at = text.search(pair);
    if (at < 0) continue;
    const place = { start: start + at, end: start + at + 2 };
    problems.push(problem('syntax/beyond-plane', place, { found: nameCharacters(text.slice(at, at + 2)) }));
  }
  problems.sort((a, b) => a.place.start - b.place.start);
}

const isQuoted = ({ type }: Token): boolean => type === T.Text || type === T.Pattern || type === T.Regexp;

/**
 * Agents read all tokens before the grammar sees the first, and `10ss` is one that they refuse: what is wrong with it
 * comes before all that is wrong elsewhere.
 */
export function lexicalFirst(
  tokens: readonly Token[],
  problems: readonly ExpressionProblem[],
): readonly ExpressionProblem[] {
  if (countOf(T.Duration, tokens) === 0) return problems;
  const refused = tokens.find(
    (token, index) => token.type === T.Duration && isPluralised(token, tokens[index + 1]),
  );
  if (refused === undefined) return problems;
  const index = problems.findIndex(({ place }) => place.start >= refused.start);
  const found = problems[index];
  return found === undefined ? problems : [found, ...problems.filter((each) => each !== found)];
}

/** The lexer of agents takes every `s` behind a unit for a part of it. */
function isPluralised(duration: Token, next: Token | undefined): boolean {
  return next?.start === duration.end && next.image.startsWith('s');
}
