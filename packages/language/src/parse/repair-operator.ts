import type { Span } from '@secl/text';
import { problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import { mendBrackets } from './repair-brackets.ts';
import { mendNumber } from './repair-number.ts';
import { isIdent } from './repair-operand.ts';
import { mendInnerQuotes, mendQuotes } from './repair-quotes.ts';
import { mendCall } from './repair-stray.ts';
import { mendNotInCapitals, mendWord } from './repair-words.ts';
import * as T from './tokens.ts';
import { makeToken, spanOf, startsOperand, type Token, type TokenType } from './tokens.ts';

/** Mends a place where a value is complete and an operator, a closing bracket or the end is due. */
export function mendOperator(stop: Stop): Mend | undefined {
  return (
    mendInnerQuotes(stop) ??
    mendQuotes(stop) ??
    mendNumber(stop) ??
    mendNotInCapitals(stop) ??
    mendCall(stop) ??
    mendBrackets(stop) ??
    mendWord(stop) ??
    mendBangIn(stop) ??
    mendEquals(stop) ??
    splitSignedNumber(stop) ??
    mendHalfOperator(stop) ??
    dropKeyword(stop) ??
    dropMark(stop) ??
    insertOperator(stop)
  );
}

/** `=`, `=>`, `=<`, `~`, `=~"x"` and an operator after a membership. */
function mendEquals(stop: Stop): Mend | undefined {
  const { token, at, tokens } = stop;
  const next = tokens[at + 1];
  if (token === undefined || ![T.Equals, T.Bang, T.Tilde, T.Less, T.Greater].includes(token.type))
    return undefined;
  const { start } = stop.place;
  if (next?.type === T.Pattern && token.type !== T.Tilde && next.start === stop.place.end) {
    const operator = `${token.image}~`;
    const string = makeToken(T.Text, next.image.slice(1), next.start + 1);
    const gap = { start: next.start + 1, end: next.start + 1 };
    return {
      at: at + 1,
      remove: 1,
      insert: [makeToken(T.Tilde, '~', next.start), string],
      problem: problem(
        'syntax/glued-pattern',
        spanOf(next),
        { operator },
        { fix: { title: 'write a blank', kind: 'safe', edits: [{ place: gap, text: ' ' }] } },
      ),
    };
  }
  const complete =
    token.type === T.Less || token.type === T.Greater || next?.type === T.Equals || next?.type === T.Tilde;
  if (complete && stop.previous?.type !== undefined && token.type !== T.Tilde) {
    const double = next?.type === T.Equals || next?.type === T.Tilde;
    return {
      at,
      remove: double ? 2 : 1,
      insert: [makeToken(T.And, 'and', start, start)],
      problem: problem('syntax/membership-compared', stop.place, {
        found: token.image + (double ? (next?.image ?? '') : ''),
      }),
    };
  }
  const second = token.type === T.Equals ? [T.Greater, T.Less] : token.type === T.Tilde ? [T.Equals] : [];
  const swapped = next !== undefined && second.includes(next.type) ? next : undefined;
  const use = swapped
    ? token.type === T.Tilde
      ? '=~'
      : `${swapped.image}=`
    : token.type === T.Equals
      ? '=='
      : token.type === T.Bang
        ? '!='
        : '=~';
  const end = swapped === undefined ? stop.place.end : swapped.end;
  const place = { start, end };
  const types: Readonly<Record<string, TokenType>> = {
    '=': T.Equals,
    '!': T.Bang,
    '~': T.Tilde,
    '<': T.Less,
    '>': T.Greater,
  };
  return {
    at,
    remove: swapped === undefined ? 1 : 2,
    insert: [...use].map((character, index) =>
      makeToken(types[character] ?? T.Equals, character, start, index === 0 ? start : end),
    ),
    problem: problem(
      'syntax/single-equals',
      token.type === T.Tilde ? place : next === undefined ? endOf(stop) : spanOf(next),
      { found: stop.text.slice(start, end), use },
      {
        related: [{ message: `\`${stop.text.slice(start, end)}\`, which is no operator`, place }],
        fix: { title: `use \`${use}\``, kind: 'safe', edits: [{ place, text: use }] },
      },
    ),
  };
}

/** `a !in […]`. */
function mendBangIn({ token, at, tokens, place }: Stop): Mend | undefined {
  const next = tokens[at + 1];
  if (token?.type !== T.Bang || next?.type !== T.In) return undefined;
  const whole = { start: place.start, end: next.end };
  return {
    at,
    remove: 1,
    insert: [makeToken(T.Not, 'not', place.start, place.end)],
    problem: problem(
      'syntax/word-operator',
      spanOf(next),
      { found: '!in', use: 'use `not in`' },
      { fix: { title: 'use `not in`', kind: 'safe', edits: [{ place: whole, text: 'not in' }] } },
    ),
  };
}

/** Agents find out at the token after half an operator. */
function endOf(stop: Stop): Span {
  return { start: stop.text.length, end: stop.text.length };
}

/** `a -1`. */
function splitSignedNumber(stop: Stop): Mend | undefined {
  const { token, at } = stop;
  if (token?.type !== T.Int || !/^[-+]/.test(token.image)) return undefined;
  const sign = token.image.charAt(0);
  const { start, end } = stop.place;
  const glued = stop.previous !== undefined && spanOf(stop.previous).end === start;
  const use = `${sign} ${token.image.slice(1)}`;
  return {
    at,
    remove: 1,
    insert: [
      makeToken(sign === '-' ? T.Minus : T.Plus, sign, start),
      makeToken(T.Int, token.image.slice(1), start + 1),
    ],
    problem: problem(
      'syntax/signed-number',
      stop.place,
      { found: token.image, use },
      {
        fix: {
          title: 'write blanks around the sign',
          kind: 'safe',
          edits: [{ place: { start, end }, text: (glued ? ' ' : '') + use }],
        },
      },
    ),
  };
}

/** `a & ` at the end, or before a closing bracket: what comes after the operator is missing. */
function mendHalfOperator(stop: Stop): Mend | undefined {
  const { token, at } = stop;
  if (token === undefined || ![T.Amp, T.Bar, T.Caret, T.Plus, T.Minus].includes(token.type)) return undefined;
  const end = stop.place.end;
  return {
    at: at + 1,
    remove: 0,
    insert: [makeToken(T.HoleToken, '', end, end)],
    problem: problem('syntax/missing-operand', { start: end, end }, { where: `after \`${token.image}\`` }),
  };
}

/** `a and and b`: the second one was read as a name. */
function dropKeyword(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens, place } = stop;
  const first = tokens[at - 2];
  if (token === undefined || previous === undefined || !startsOperand(token)) return undefined;
  if (previous.type !== T.And && previous.type !== T.Or) return undefined;
  const where = `between \`${first?.image ?? ''}\` and \`${previous.image}\``;
  return {
    at: at - 1,
    remove: 1,
    insert: [],
    problem: problem('syntax/missing-operand', place, { where }),
  };
}

/** `a == "x", "y"`: the mark, and a value behind it. `a: "x"` compares. */
function dropMark(stop: Stop): Mend | undefined {
  const { token, at, place } = stop;
  if (token?.type !== T.Comma && token?.type !== T.Stray) return undefined;
  if (token.image === ':') {
    const found = { found: ':', use: '==' };
    const fix = { title: 'use `==`', kind: 'safe', edits: [{ place, text: ' ==' }] } as const;
    return {
      at,
      remove: 1,
      insert: [makeToken(T.Equals, '=', place.start), makeToken(T.Equals, '=', place.start, place.end)],
      problem: problem('syntax/single-equals', place, found, { fix }),
    };
  }
  const { end, condition } = runFrom(stop, at + 1);
  return {
    at,
    remove: condition ? 1 : end - at,
    insert: condition ? [makeToken(T.And, 'and', place.start, place.start)] : [],
    problem: problem('syntax/unexpected', place, { found: token.image }),
  };
}

/**
 * Two operands in a row. Where the second is a condition, or a name, it is read as if `and` stood between them; a value
 * is dropped. The operator has no width, by which the checker knows that nobody wrote it.
 */
function insertOperator(stop: Stop): Mend | undefined {
  const { token, at, place } = stop;
  if (token === undefined || !startsOperand(token)) return undefined;
  const { end, condition } = runFrom(stop, at);
  const found = problem('syntax/missing-operator', place, { found: token.image });
  if (!condition) return { at, remove: end - at, insert: [], problem: found };
  return { at, remove: 0, insert: [makeToken(T.And, 'and', place.start, place.start)], problem: found };
}

const comparing: ReadonlySet<TokenType> = new Set([
  T.Equals,
  T.Tilde,
  T.Less,
  T.Greater,
  T.Bang,
  T.In,
  T.AllIn,
]);

/** The tokens up to the next `&&`, `||` or closing bracket, and whether they look like a condition. */
function runFrom({ tokens }: Stop, from: number): { end: number; condition: boolean } {
  let depth = 0;
  let condition = false;
  let end = from;
  for (; end < tokens.length; end++) {
    const token = tokens[end] as Token;
    const type = token.type;
    if (type === T.Open || type === T.OpenList) depth++;
    if ((type === T.Close || type === T.CloseList) && depth-- === 0) break;
    const double = (type === T.Amp || type === T.Bar) && tokens[end + 1]?.type === type;
    if (depth === 0 && (type === T.And || type === T.Or || type === T.Comma || double)) break;
    condition ||= comparing.has(type);
  }
  return { end, condition: condition || (end === from + 1 && isIdent(tokens[from])) };
}
