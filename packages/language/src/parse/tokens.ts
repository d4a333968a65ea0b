/**
 * The tokens of SECL (spec: Tokens). Operators are written as single characters, so that blanks may stand between the two
 * halves of `==` or `&&`.
 */
import type { Span } from '@secl/text';
import type { Node } from './tree.ts';

export const Cidr = 'CIDR';
export const Ip = 'IP';
export const Variable = 'Variable';
export const Duration = 'Duration';
export const Regexp = 'Regexp';
export const Ident = 'Ident';
export const Text = 'Text';
export const Pattern = 'Pattern';
export const Int = 'Int';

export const And = 'and';
export const Or = 'or';
export const Not = 'not';
export const In = 'in';
export const AllIn = 'allin';

export const Bang = '!';
export const Amp = '&';
export const Bar = '|';
export const Equals = '=';
export const Tilde = '~';
export const Less = '<';
export const Greater = '>';
export const Plus = '+';
export const Minus = '-';
export const Caret = '^';
export const Open = '(';
export const Close = ')';
export const OpenList = '[';
export const CloseList = ']';
export const Comma = ',';
/** Punctuation that the agent's lexer knows and its grammar has no use for. */
export const Stray = 'Stray';
/** Text that the lexer refuses: control characters, a carriage return, anything beyond ASCII. */
export const Invalid = 'Invalid';
/** Stands where something is missing; made by the repair of a broken rule, never by the lexer. */
export const HoleToken = 'Hole';
/** Stands for a bracketed expression that was read on its own; made where brackets nest deep, never by the lexer. */
export const GroupToken = 'Group';

/** Keywords are names too: where an operand is due, `and` is a name like any other. */
export const keywords = [And, Or, Not, In, AllIn] as const;
export type Keyword = (typeof keywords)[number];

export const marks = [
  Bang,
  Amp,
  Bar,
  Equals,
  Tilde,
  Less,
  Greater,
  Plus,
  Minus,
  Caret,
  Open,
  Close,
  OpenList,
  CloseList,
  Comma,
] as const;
export type Mark = (typeof marks)[number];

export type TokenType =
  | typeof Cidr
  | typeof Ip
  | typeof Variable
  | typeof Duration
  | typeof Regexp
  | typeof Ident
  | typeof Text
  | typeof Pattern
  | typeof Int
  | Keyword
  | Mark
  | typeof Stray
  | typeof Invalid
  | typeof HoleToken
  | typeof GroupToken;

export interface Token {
  readonly type: TokenType;
  /** As written; a token of a repair says what was meant, and stands for another text. */
  readonly image: string;
  readonly start: number;
  readonly end: number;
  /** What a {@link GroupToken} stands for. */
  readonly group: Node | undefined;
}

export function makeToken(
  type: TokenType,
  image: string,
  start: number,
  end = start + image.length,
  group: Node | undefined = undefined,
): Token {
  return { type, image, start, end, group };
}

export function spanOf({ start, end }: Token): Span {
  return { start, end };
}

export function isName({ type }: Token): boolean {
  return type === Ident || type === And || type === Or || type === Not || type === In || type === AllIn;
}

/** Whether it is an operand by itself. */
export function isOperand(token: Token): boolean {
  switch (token.type) {
    case Cidr:
    case Ip:
    case Variable:
    case Duration:
    case Regexp:
    case Text:
    case Pattern:
    case Int:
    case HoleToken:
      return true;
    default:
      return isName(token);
  }
}

/** Whether an operand can begin with it. */
export function startsOperand(token: Token): boolean {
  switch (token.type) {
    case GroupToken:
    case Open:
    case Bang:
    case Minus:
    case Caret:
      return true;
    default:
      return isOperand(token);
  }
}

export function countOf(type: TokenType, tokens: readonly Token[]): number {
  let count = 0;
  for (let index = 0; index < tokens.length; index++) if (tokens[index]?.type === type) count++;
  return count;
}
