/**
 * Mends the tokens of a broken expression, one mistake at a time, so that the strict grammar gets on: it inserts holes,
 * replaces what was meant, or drops what means nothing, and says so in one problem. The place is never before the token
 * at which agents give up; what came earlier is in `related`.
 */
import type { Span } from '@secl/text';
import { type ExpressionProblem, problem } from '../problems.ts';
import { mendOperand } from './repair-operand.ts';
import { mendOperator } from './repair-operator.ts';
import { mendNot } from './repair-words.ts';
import * as T from './tokens.ts';
import { isName, makeToken, spanOf, startsOperand, type Token, type TokenType } from './tokens.ts';

export interface Mend {
  readonly problem: ExpressionProblem;
  /** Replace `remove` tokens from index `at` by `insert`. Either removes or inserts something: parsing advances. */
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly Token[];
}

/** Where parsing stopped, and what it could go on with. */
export interface Stop {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Index of the token that does not fit; the number of tokens at the end of the text. */
  readonly at: number;
  readonly token: Token | undefined;
  readonly previous: Token | undefined;
  /** Indexes of `(` and `[` that are open here, outermost first. */
  readonly open: readonly number[];
  /** `in`: after a `not` that stands behind a value. */
  readonly expects: 'operand' | 'array' | 'operator' | 'in';
  /** The place of the token, or the end of the text. */
  readonly place: Span;
}

export function mend(text: string, tokens: readonly Token[], at: number): Mend {
  const stop = describeStop(text, tokens, at);
  return (
    mendSwallowedBracket(stop) ??
    (stop.expects === 'in'
      ? mendNot(stop)
      : stop.expects === 'operator'
        ? mendOperator(stop)
        : mendOperand(stop)) ??
    dropToken(stop)
  );
}

/** They never end an operand, also where one is due: the second half of `==`. */
const operatorMarks: ReadonlySet<TokenType> = new Set([
  T.Equals,
  T.Tilde,
  T.Amp,
  T.Bar,
  T.Less,
  T.Greater,
  T.Plus,
  T.Comma,
]);

function describeStop(text: string, tokens: readonly Token[], at: number): Stop {
  const open: number[] = [];
  let expects: Stop['expects'] = 'operand';
  for (let index = 0; index < at; index++) {
    const token = tokens[index] as Token;
    const type = token.type;
    if (type === T.Open || type === T.OpenList) {
      open.push(index);
      expects = 'operand';
    } else if (type === T.Close || type === T.CloseList) {
      open.pop();
      expects = 'operator';
    } else if (expects === 'operator') {
      expects = type === T.In || type === T.AllIn ? 'array' : type === T.Not ? 'in' : 'operand';
    } else if (expects === 'in') {
      expects = type === T.In ? 'array' : 'operator';
    } else {
      const next = tokens[index + 1];
      const prefix =
        type === T.Bang ||
        type === T.Minus ||
        type === T.Caret ||
        (type === T.Not && next !== undefined && startsOperand(next));
      if (!prefix && !operatorMarks.has(type)) expects = 'operator';
    }
  }
  const token = tokens[at];
  const place = token === undefined ? { start: text.length, end: text.length } : spanOf(token);
  return { text, tokens, at, token, previous: tokens[at - 1], open, expects, place };
}

/** `[ A, B]`: the list goes on because `B]` is one name. */
function mendSwallowedBracket(stop: Stop): Mend | undefined {
  const start = stop.open[stop.open.length - 1];
  if (start === undefined || stop.tokens[start]?.type !== T.OpenList) return undefined;
  for (let index = stop.at - 1; index > start; index--) {
    const token = stop.tokens[index] as Token;
    if (!isName(token) || !token.image.endsWith(']') || token.image.includes('[')) continue;
    const name = token.image.slice(0, -1);
    const span = spanOf(token);
    const end = span.end - 1;
    const list = `${stop.text.slice((stop.tokens[start] as Token).start + 1, end).trim()}`;
    return {
      at: index,
      remove: 1,
      insert: [makeToken(T.Ident, name, span.start), makeToken(T.CloseList, ']', end)],
      problem: problem(
        'syntax/list-bracket',
        stop.place,
        { found: token.image, use: list.length > 60 ? `… ${name} ]` : `[ ${list} ]` },
        {
          related: [{ message: `\`${token.image}\` is read as one name`, place: span }],
          fix: {
            title: 'put a blank before `]`',
            kind: 'safe',
            edits: [{ place: { start: end, end }, text: ' ' }],
          },
        },
      ),
    };
  }
  return undefined;
}

function dropToken(stop: Stop): Mend {
  const found = stop.token?.image ?? 'the end of the expression';
  return { at: stop.at, remove: 1, insert: [], problem: problem('syntax/unexpected', stop.place, { found }) };
}
