/**
 * Operators, some of which are two tokens. undefined where none begins here, and the cursor stays; or where one begins and
 * does not go on, and the cursor is behind what was read.
 */
import { type Cursor, peek } from './cursor.ts';
import * as T from './tokens.ts';
import { startsOperand, type TokenType } from './tokens.ts';
import type { ArrayOperator, LogicalOperator, Operator, ScalarOperator, UnaryOperator } from './tree.ts';

export function logicalOperator(cursor: Cursor): Operator<LogicalOperator> | undefined {
  switch (peek(cursor)) {
    case T.And:
      return read(cursor, '&&');
    case T.Or:
      return read(cursor, '||');
    case T.Amp:
      return doubled(cursor, '&&', T.Amp);
    case T.Bar:
      return doubled(cursor, '||', T.Bar);
    default:
      return undefined;
  }
}

function doubled<Name>(cursor: Cursor, name: Name, half: TokenType): Operator<Name> | undefined {
  if (peek(cursor, 1) === half) return read(cursor, name, 2);
  cursor.at++;
  return undefined;
}

export function scalarOperator(cursor: Cursor): Operator<ScalarOperator> | undefined {
  const second = peek(cursor, 1);
  switch (peek(cursor)) {
    case T.Equals:
      if (second === T.Equals) return read(cursor, '==', 2);
      return second === T.Tilde ? read(cursor, '=~', 2) : undefined;
    case T.Bang:
      if (second === T.Equals) return read(cursor, '!=', 2);
      return second === T.Tilde ? read(cursor, '!~', 2) : undefined;
    case T.Greater:
      return second === T.Equals ? read(cursor, '>=', 2) : read(cursor, '>');
    case T.Less:
      return second === T.Equals ? read(cursor, '<=', 2) : read(cursor, '<');
    default:
      return undefined;
  }
}

export function arrayOperator(cursor: Cursor): Operator<ArrayOperator> | undefined {
  switch (peek(cursor)) {
    case T.In:
      return read(cursor, 'in');
    case T.AllIn:
      return read(cursor, 'allin');
    case T.Not:
      if (peek(cursor, 1) === T.In) return read(cursor, 'not in', 2);
      cursor.at++;
      return undefined;
    default:
      return undefined;
  }
}

export function sumOperator(cursor: Cursor): Operator<'+' | '-'> | undefined {
  const next = peek(cursor);
  return next === T.Plus || next === T.Minus ? read(cursor, next) : undefined;
}

/** `&&` and `||` are two tokens each; a single one is a bit operator. */
export function bitOperator(cursor: Cursor): Operator<'&' | '|' | '^'> | undefined {
  const next = peek(cursor);
  if (next === T.Caret) return read(cursor, next);
  return (next === T.Amp || next === T.Bar) && peek(cursor, 1) !== next ? read(cursor, next) : undefined;
}

export function unaryOperator(cursor: Cursor): Operator<UnaryOperator> | undefined {
  const next = peek(cursor);
  if (next === T.Bang || next === T.Minus || next === T.Caret) return read(cursor, next);
  return next === T.Not && isPrefix(cursor) ? read(cursor, '!') : undefined;
}

/** Whether `not` is an operator here, or the name of something: `not == "x"`. */
function isPrefix(cursor: Cursor): boolean {
  const next = cursor.tokens[cursor.at + 1];
  if (next === undefined) return false;
  // `!=` and `!~` are two tokens, of which the first alone could begin an operand.
  const third = peek(cursor, 2);
  const compares = next.type === T.Bang && (third === T.Equals || third === T.Tilde);
  return !compares && startsOperand(next);
}

/** The next token as an operator, or the next two. */
function read<Name>(cursor: Cursor, name: Name, count: 1 | 2 = 1): Operator<Name> | undefined {
  const first = cursor.tokens[cursor.at];
  const last = cursor.tokens[cursor.at + count - 1];
  if (first === undefined || last === undefined) return undefined;
  cursor.at += count;
  const text = count === 1 ? first.image : first.image + last.image;
  return { name, text, span: { start: first.start, end: last.end } };
}
