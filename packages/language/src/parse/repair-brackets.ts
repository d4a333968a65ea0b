import { problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import { isIdent } from './repair-operand.ts';
import * as T from './tokens.ts';
import { makeToken, spanOf, startsOperand, type Token } from './tokens.ts';

/** Brackets that are not closed, or close nothing, and what stands between the members of a list. */
export function mendBrackets(stop: Stop): Mend | undefined {
  return mendComma(stop) ?? closeBracket(stop) ?? dropUnopened(stop);
}

export function innermost(stop: Stop): Token | undefined {
  const index = stop.open[stop.open.length - 1];
  return index === undefined ? undefined : stop.tokens[index];
}

/** The end of the text, or the partner of an outer bracket, while a bracket is open. */
function closeBracket(stop: Stop): Mend | undefined {
  const open = innermost(stop);
  if (open === undefined) return undefined;
  const list = open.type === T.OpenList;
  const other = stop.token?.type === (list ? T.Close : T.CloseList);
  const crossing = other && stop.open.length > 1;
  // With no other bracket open, it is this one that was to be closed.
  const wrong = other && stop.open.length === 1;
  const listLeft = list && stop.token !== undefined && isLogicalStart(stop);
  if (stop.token !== undefined && !crossing && !wrong && !listLeft) return undefined;
  const expected = list ? ']' : ')';
  const { previous } = stop;
  const end = previous === undefined ? stop.place.start : previous.end;
  // Names may hold brackets: `A]` would be one name.
  const text = list && isIdent(previous) ? ' ]' : expected;
  const related = [{ message: `this \`${open.image}\` is open`, place: spanOf(open) }];
  return {
    at: stop.at,
    remove: wrong ? 1 : 0,
    insert: [makeToken(list ? T.CloseList : T.Close, expected, stop.place.start, stop.place.start)],
    problem: problem(
      'syntax/unclosed',
      stop.place,
      { expected, instead: wrong ? `, not \`${stop.token?.image ?? ''}\`` : '' },
      {
        related,
        fix: wrong
          ? { title: `write \`${expected}\``, kind: 'safe', edits: [{ place: stop.place, text }] }
          : {
              title: `add \`${expected}\``,
              kind: 'suggested',
              edits: [{ place: { start: end, end }, text }],
            },
      },
    ),
  };
}

export function isLogicalStart(stop: Stop): boolean {
  const type = stop.token?.type;
  return type === T.Amp || type === T.Bar || type === T.And || type === T.Or;
}

/** `["a" "b"]`, `["a"; "b"]`, `["a" or "b"]`. */
function mendComma(stop: Stop): Mend | undefined {
  const { token, at, tokens } = stop;
  if (token === undefined || innermost(stop)?.type !== T.OpenList) return undefined;
  const end = stop.previous === undefined ? stop.place.start : spanOf(stop.previous).end;
  if (isSeparator(stop)) {
    const double = token.type === T.Bar ? 2 : 1;
    const last = tokens[at + double - 1] ?? token;
    const place = { start: end, end: last.end };
    return {
      at,
      remove: double,
      insert: [makeToken(T.Comma, ',', stop.place.start, place.end)],
      problem: problem(
        'syntax/list-comma',
        { start: stop.place.start, end: place.end },
        { found: `a comma, not \`${stop.text.slice(stop.place.start, place.end)}\`, stands` },
        { fix: { title: 'write a comma', kind: 'safe', edits: [{ place, text: ',' }] } },
      ),
    };
  }
  if (!startsOperand(token)) return undefined;
  if (token.type === T.Int && stop.previous?.type === T.Int && end === token.start) {
    const found = stop.previous.image + token.image;
    const why = 'there are no ranges, compare with `>=` and `<=`';
    return { at, remove: 1, insert: [], problem: problem('syntax/number', stop.place, { found, why }) };
  }
  return {
    at,
    remove: 0,
    insert: [makeToken(T.Comma, ',', end, end)],
    problem: problem(
      'syntax/list-comma',
      stop.place,
      { found: `a comma is missing before \`${token.image}\`: it stands` },
      { fix: { title: 'add a comma', kind: 'safe', edits: [{ place: { start: end, end }, text: ',' }] } },
    ),
  };
}

/** Something between two members of a list that was to be a comma. */
function isSeparator(stop: Stop): boolean {
  const { token, at, tokens } = stop;
  const double = token?.type === T.Bar && tokens[at + 1]?.type === T.Bar;
  const word = token?.type === T.Or || token?.type === T.And;
  const mark = token?.type === T.Stray && /^[;:]$/.test(token.image);
  const member = tokens[at + (double ? 2 : 1)];
  const after = tokens[at + (double ? 3 : 2)];
  const inside = after?.type === T.Comma || after?.type === T.CloseList || after?.image === token?.image;
  return (double || word || mark) && inside && member !== undefined && startsOperand(member);
}

function dropUnopened(stop: Stop): Mend | undefined {
  const { token, at } = stop;
  if (token?.type !== T.Close && token?.type !== T.CloseList) return undefined;
  return {
    at,
    remove: 1,
    insert: [],
    problem: problem('syntax/unopened', stop.place, { found: token.image }),
  };
}
