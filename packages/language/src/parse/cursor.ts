import type { Token, TokenType } from './tokens.ts';

/** The tokens that are read, and which of them is the next. */
export interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** The type of the next token, or of one behind it; undefined at the end of the text. */
export function peek({ tokens, at }: Cursor, ahead = 0): TokenType | undefined {
  return tokens[at + ahead]?.type;
}

/** The next token, if it is of that type. */
export function take(cursor: Cursor, type: TokenType): Token | undefined {
  const token = cursor.tokens[cursor.at];
  if (token?.type !== type) return undefined;
  cursor.at++;
  return token;
}
