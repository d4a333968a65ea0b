/**
 * The grammar of SECL (spec: Grammar), strict: it accepts what agents accept, and holes, which only `repair` makes. Where
 * the text is wrong, `parse` mends the tokens and comes back here, so this file knows nothing of mistakes: what cannot be
 * read is undefined, and the cursor is left at the token that does not fit.
 *
 * A function for each level of precedence. A name goes through all of them, so a level makes nothing before it has found
 * an operator of its own.
 */
import type { Span } from '@secl/text';
import { type Cursor, peek, take } from './cursor.ts';
import { leafOf } from './leaves.ts';
import {
  arrayOperator,
  bitOperator,
  logicalOperator,
  scalarOperator,
  sumOperator,
  unaryOperator,
} from './operators.ts';
import * as T from './tokens.ts';
import { isName, isOperand, type Token } from './tokens.ts';
import type { Node, Operator, UnaryOperator } from './tree.ts';

export type Entry = 'rule' | 'macro';

/** The tree, or the first token that does not fit: undefined where it is the end of the text. */
export type Reading = { readonly root: Node } | { readonly unexpected: Token | undefined };

export function readTokens(tokens: readonly Token[], entry: Entry): Reading {
  const cursor: Cursor = { tokens, at: 0 };
  const isList = entry === 'macro' && peek(cursor) === T.OpenList;
  const root = isList ? list(cursor) : expression(cursor);
  return root !== undefined && cursor.at === tokens.length ? { root } : { unexpected: tokens[cursor.at] };
}

function expression(cursor: Cursor): Node | undefined {
  return infix(cursor, 'chain', comparison, logicalOperator);
}

/** The last operand may be a membership. */
function comparison(cursor: Cursor): Node | undefined {
  return infix(cursor, 'comparison', sum, scalarOperator, membership);
}

function sum(cursor: Cursor): Node | undefined {
  return infix(cursor, 'sum', bits, sumOperator);
}

function bits(cursor: Cursor): Node | undefined {
  return infix(cursor, 'bits', unary, bitOperator);
}

/** Operands with operators between them, of which `last` may make something else; a lone operand is what it is. */
function infix(
  cursor: Cursor,
  kind: 'chain' | 'comparison' | 'sum' | 'bits',
  operand: (cursor: Cursor) => Node | undefined,
  operator: (cursor: Cursor) => Operator<string> | undefined,
  last?: (cursor: Cursor, left: Node) => Node | undefined,
): Node | undefined {
  let right = operand(cursor);
  let operands: Node[] | undefined;
  let operators: Operator<string>[] | undefined;
  while (right !== undefined) {
    const before = cursor.at;
    const next = operator(cursor);
    if (next === undefined) {
      // Half of one was read: `&` where only `&&` can stand.
      if (cursor.at !== before) return undefined;
      break;
    }
    if (operands === undefined) operands = [right];
    else operands.push(right);
    if (operators === undefined) operators = [next];
    else operators.push(next);
    right = operand(cursor);
  }
  if (right === undefined) return undefined;
  const end = last === undefined ? right : last(cursor, right);
  const first = operands?.[0];
  if (end === undefined || operands === undefined || first === undefined) return end;
  operands.push(end);
  // As long as it is: a list that has grown keeps room for sixteen more, and there are thousands of these.
  const whole = operands.slice();
  // Which operators go with which kind is what the functions above say.
  return { kind, operands: whole, operators, span: join(first.span, end.span) } as Node;
}

/** What stands to the left of `in`, and all of it; where there is no `in`, what stands there. */
function membership(cursor: Cursor, left: Node): Node | undefined {
  const before = cursor.at;
  const operator = arrayOperator(cursor);
  if (operator === undefined) return cursor.at === before ? left : undefined;
  const right = array(cursor);
  if (right === undefined) return undefined;
  return { kind: 'membership', left, operator, right, span: join(left.span, right.span) };
}

function unary(cursor: Cursor): Node | undefined {
  let operators: Operator<UnaryOperator>[] | undefined;
  for (let next = unaryOperator(cursor); next !== undefined; next = unaryOperator(cursor)) {
    if (operators === undefined) operators = [next];
    else operators.push(next);
  }
  const operand = primary(cursor);
  const first = operators?.[0];
  if (operand === undefined || operators === undefined || first === undefined) return operand;
  return { kind: 'unary', operators, operand, span: join(first.span, operand.span) };
}

function primary(cursor: Cursor): Node | undefined {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return undefined;
  if (isOperand(token)) {
    cursor.at++;
    return leafOf(token, 'operand');
  }
  if (token.group !== undefined) {
    cursor.at++;
    return token.group;
  }
  if (token.type !== T.Open) return undefined;
  cursor.at++;
  const inner = expression(cursor);
  const close = inner === undefined ? undefined : take(cursor, T.Close);
  return inner === undefined || close === undefined
    ? undefined
    : { kind: 'paren', inner, span: join(token, close) };
}

/** What may stand behind `in`. */
function array(cursor: Cursor): Node | undefined {
  const token = cursor.tokens[cursor.at];
  if (token === undefined) return undefined;
  const { type } = token;
  if (type === T.OpenList) return list(cursor);
  if (type !== T.Cidr && type !== T.Variable && type !== T.HoleToken && !isName(token)) return undefined;
  cursor.at++;
  return leafOf(token, 'array');
}

/** Members of any kind: that a list holds one kind only is checked by `parse`, which names the odd member. */
function list(cursor: Cursor): Node | undefined {
  const open = take(cursor, T.OpenList);
  const members: Node[] = [];
  do {
    const token = cursor.tokens[cursor.at];
    if (open === undefined || token === undefined || !isOperand(token)) return undefined;
    cursor.at++;
    members.push(leafOf(token, 'operand'));
  } while (take(cursor, T.Comma) !== undefined);
  const close = take(cursor, T.CloseList);
  return close === undefined ? undefined : { kind: 'list', members, span: join(open, close) };
}

function join(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
