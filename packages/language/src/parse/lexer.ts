import type { Span } from '@secl/text';
import { createTokenInstance, type IToken, Lexer } from 'chevrotain';
import { forgetUnclosed, Invalid, lexerTokens } from './tokens.ts';
import type { Comment } from './tree.ts';

const lexer = new Lexer(lexerTokens, {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: true,
});

export interface Lexed {
  readonly tokens: IToken[];
  /** Comments, in order, with their `#` or `//`. */
  readonly comments: readonly Comment[];
}

/** Never fails: what no token matches becomes an `Invalid` token, one for each run of such characters. */
export function lex(text: string): Lexed {
  forgetUnclosed();
  const result = lexer.tokenize(text);
  const tokens = result.tokens;
  for (const error of result.errors) {
    tokens.push(makeToken(Invalid, text.slice(error.offset, error.offset + error.length), error.offset));
  }
  if (result.errors.length > 0) tokens.sort((a, b) => a.startOffset - b.startOffset);
  const { comments = [] } = result.groups;
  return { tokens, comments: comments.map((token) => ({ text: token.image, span: spanOf(token) })) };
}

export function makeToken(
  type: IToken['tokenType'],
  image: string,
  start: number,
  end = start + image.length,
): IToken {
  return createTokenInstance(type, image, start, end - 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN);
}

/** Tokens of the lexer have no end of their own, tokens made by a repair do: theirs may differ from their text. */
export function spanOf(token: IToken): Span {
  const { startOffset, endOffset, image } = token;
  return { start: startOffset, end: endOffset === undefined ? startOffset + image.length : endOffset + 1 };
}
