import type { Span } from '@secl/text';
import type { IToken } from 'chevrotain';
import { problem } from '../problems.ts';
import { startsOperand } from './grammar.ts';
import { makeToken, spanOf } from './lexer.ts';
import type { Mend, Stop } from './repair.ts';
import { isIdent, mendQuotes, mendRadix } from './repair-operand.ts';
import * as T from './tokens.ts';

/** Mends a place where a value is complete and an operator, a closing bracket or the end is due. */
export function mendOperator(stop: Stop): Mend | undefined {
  return (
    mendQuotes(stop) ??
    mendRadix(stop) ??
    closeBracket(stop) ??
    mendComma(stop) ??
    dropUnopened(stop) ??
    mendWord(stop) ??
    mendEquals(stop) ??
    splitSignedNumber(stop) ??
    mendHalfOperator(stop) ??
    insertOperator(stop)
  );
}

function innermost(stop: Stop): IToken | undefined {
  const index = stop.open[stop.open.length - 1];
  return index === undefined ? undefined : stop.tokens[index];
}

/** The end of the text, or the partner of an outer bracket, while a bracket is open. */
function closeBracket(stop: Stop): Mend | undefined {
  const open = innermost(stop);
  if (open === undefined) return undefined;
  const list = open.tokenType === T.OpenList;
  const crossing = stop.token?.tokenType === (list ? T.Close : T.CloseList) && stop.open.length > 1;
  const listLeft = list && stop.token !== undefined && isLogicalStart(stop);
  if (stop.token !== undefined && !crossing && !listLeft) return undefined;
  const expected = list ? ']' : ')';
  return {
    at: stop.at,
    remove: 0,
    insert: [makeToken(list ? T.CloseList : T.Close, expected, stop.place.start, stop.place.start)],
    problem: problem(
      'syntax/unclosed',
      stop.place,
      { expected },
      {
        related: [{ message: `this \`${open.image}\` is open`, place: spanOf(open) }],
        fix: {
          title: `add \`${expected}\``,
          kind: 'suggested',
          edits: [{ place: { start: stop.place.start, end: stop.place.start }, text: expected }],
        },
      },
    ),
  };
}

function isLogicalStart(stop: Stop): boolean {
  const type = stop.token?.tokenType;
  return type === T.Amp || type === T.Bar || type === T.And || type === T.Or;
}

function mendComma(stop: Stop): Mend | undefined {
  const { token, at } = stop;
  if (token === undefined || innermost(stop)?.tokenType !== T.OpenList || !startsOperand(token))
    return undefined;
  const end = stop.previous === undefined ? stop.place.start : spanOf(stop.previous).end;
  return {
    at,
    remove: 0,
    insert: [makeToken(T.Comma, ',', end, end)],
    problem: problem(
      'syntax/list-comma',
      stop.place,
      { found: token.image },
      { fix: { title: 'add a comma', kind: 'safe', edits: [{ place: { start: end, end }, text: ',' }] } },
    ),
  };
}

function dropUnopened(stop: Stop): Mend | undefined {
  const { token, at } = stop;
  if (token?.tokenType !== T.Close && token?.tokenType !== T.CloseList) return undefined;
  return {
    at,
    remove: 1,
    insert: [],
    problem: problem('syntax/unopened', stop.place, { found: token.image }),
  };
}

const words: Readonly<Record<string, { use: string; tokens: 'in' | '=~' | '==' | '!=' }>> = {
  contains: { use: 'for a part of a text write `=~ "*text*"`', tokens: '=~' },
  startswith: { use: 'for a beginning write `=~ "text*"`', tokens: '=~' },
  endswith: { use: 'for an end write `=~ "*text"`', tokens: '=~' },
  matches: { use: 'write `=~ r"…"` for a regular expression, `=~ "…*"` for a pattern', tokens: '=~' },
  like: { use: 'write `=~ "…*"` for a pattern', tokens: '=~' },
  is: { use: 'use `==`', tokens: '==' },
  eq: { use: 'use `==`', tokens: '==' },
  equals: { use: 'use `==`', tokens: '==' },
  ne: { use: 'use `!=`', tokens: '!=' },
  notin: { use: 'use `not in`', tokens: 'in' },
};

const keywords: Readonly<Record<string, IToken['tokenType']>> = {
  and: T.And,
  or: T.Or,
  not: T.Not,
  in: T.In,
  allin: T.AllIn,
};

/** `AND`, `contains` and other words that are no operators. */
function mendWord(stop: Stop): Mend | undefined {
  const { token, at } = stop;
  if (!isIdent(token) || innermost(stop)?.tokenType === T.OpenList) return undefined;
  const lower = token.image.toLowerCase();
  const keyword = keywords[lower];
  const { start, end } = stop.place;
  if (keyword !== undefined && lower !== token.image) {
    return {
      at,
      remove: 1,
      insert: [makeToken(keyword, lower, start)],
      problem: problem(
        'syntax/keyword-case',
        stop.place,
        { use: lower },
        { fix: { title: `write \`${lower}\``, kind: 'safe', edits: [{ place: stop.place, text: lower }] } },
      ),
    };
  }
  const word = words[lower];
  if (word === undefined) return undefined;
  const found = problem('syntax/word-operator', stop.place, { found: token.image, use: word.use });
  if (word.tokens === 'in')
    return { at, remove: 1, insert: [makeToken(T.In, 'in', start, end)], problem: found };
  const [first, second] =
    word.tokens === '!=' ? [T.Bang, T.Equals] : [T.Equals, word.tokens === '==' ? T.Equals : T.Tilde];
  const middle = start + 1;
  return {
    at,
    remove: 1,
    insert: [
      makeToken(first, word.tokens.charAt(0), start, middle),
      makeToken(second, word.tokens.charAt(1), middle, end),
    ],
    problem: found,
  };
}

/** `a not …`: after a value `not` goes with `in` only. */
export function mendNot(stop: Stop): Mend | undefined {
  const { token, previous, at } = stop;
  if (previous === undefined) return undefined;
  const before = previous.startOffset;
  const word = isIdent(token) ? words[token.image.toLowerCase()] : undefined;
  if (token !== undefined && word?.tokens === '=~') {
    return {
      at: at - 1,
      remove: 2,
      insert: [makeToken(T.Bang, '!', before), makeToken(T.Tilde, '~', before + 1, stop.place.end)],
      problem: problem('syntax/word-operator', stop.place, {
        found: `not ${token.image}`,
        use: word.use.replaceAll('=~', '!~'),
      }),
    };
  }
  if (token !== undefined && !startsOperand(token) && token.tokenType !== T.OpenList) {
    const hole = token.tokenType === T.Close || token.tokenType === T.CloseList || isLogicalStart(stop);
    if (!hole) {
      const negated = `!${stop.text.slice(stop.place.start, stop.place.start + 1)}`;
      return {
        at: at - 1,
        remove: 1,
        insert: [],
        problem: problem('syntax/missing-in', stop.place, { use: `\`${negated}\` or \`not in\`` }),
      };
    }
  }
  const end = spanOf(previous).end;
  const inToken = makeToken(T.In, 'in', end, end);
  const found = problem('syntax/missing-in', stop.place, { use: '`not in […]`' });
  const literals = [T.Text, T.Pattern, T.Regexp, T.Int, T.Ip, T.Duration];
  if (token !== undefined && literals.includes(token.tokenType)) {
    const list = [
      makeToken(T.OpenList, '[', token.startOffset, token.startOffset),
      token,
      makeToken(T.CloseList, ']', stop.place.end, stop.place.end),
    ];
    return { at, remove: 1, insert: [inToken, ...list], problem: found };
  }
  const follows = token !== undefined && (startsOperand(token) || token.tokenType === T.OpenList);
  const array = follows ? [] : [makeToken(T.HoleToken, '', end, Math.max(end, stop.place.start))];
  return { at, remove: 0, insert: [inToken, ...array], problem: found };
}

/** `=`, `=>`, `=<`, `~`, `=~"x"` and an operator after a membership. */
function mendEquals(stop: Stop): Mend | undefined {
  const { token, at, tokens } = stop;
  const next = tokens[at + 1];
  if (token === undefined || ![T.Equals, T.Bang, T.Tilde, T.Less, T.Greater].includes(token.tokenType))
    return undefined;
  const { start } = stop.place;
  if (next?.tokenType === T.Pattern && token.tokenType !== T.Tilde && next.startOffset === stop.place.end) {
    const operator = `${token.image}~`;
    const string = makeToken(T.Text, next.image.slice(1), next.startOffset + 1);
    const gap = { start: next.startOffset + 1, end: next.startOffset + 1 };
    return {
      at: at + 1,
      remove: 1,
      insert: [makeToken(T.Tilde, '~', next.startOffset), string],
      problem: problem(
        'syntax/glued-pattern',
        spanOf(next),
        { operator },
        { fix: { title: 'write a blank', kind: 'safe', edits: [{ place: gap, text: ' ' }] } },
      ),
    };
  }
  const complete =
    token.tokenType === T.Less ||
    token.tokenType === T.Greater ||
    next?.tokenType === T.Equals ||
    next?.tokenType === T.Tilde;
  if (complete && stop.previous?.tokenType !== undefined && token.tokenType !== T.Tilde) {
    const double = next?.tokenType === T.Equals || next?.tokenType === T.Tilde;
    return {
      at,
      remove: double ? 2 : 1,
      insert: [makeToken(T.And, 'and', start, start)],
      problem: problem('syntax/membership-compared', stop.place, {
        found: token.image + (double ? (next?.image ?? '') : ''),
      }),
    };
  }
  const swapped =
    token.tokenType === T.Equals && (next?.tokenType === T.Greater || next?.tokenType === T.Less);
  const use = swapped
    ? `${next.image}=`
    : token.tokenType === T.Equals
      ? '=='
      : token.tokenType === T.Bang
        ? '!='
        : '=~';
  const end = swapped ? spanOf(next).end : stop.place.end;
  const place = { start, end };
  const types: Readonly<Record<string, IToken['tokenType']>> = {
    '=': T.Equals,
    '!': T.Bang,
    '~': T.Tilde,
    '<': T.Less,
    '>': T.Greater,
  };
  return {
    at,
    remove: swapped ? 2 : 1,
    insert: [...use].map((character, index) =>
      makeToken(types[character] ?? T.Equals, character, start, index === 0 ? start : end),
    ),
    problem: problem(
      'syntax/single-equals',
      token.tokenType === T.Tilde ? place : next === undefined ? endOf(stop) : spanOf(next),
      { found: stop.text.slice(start, end), use },
      { fix: { title: `use \`${use}\``, kind: 'safe', edits: [{ place, text: use }] } },
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
  if (token?.tokenType !== T.Int || !/^[-+]/.test(token.image)) return undefined;
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
  if (token === undefined || ![T.Amp, T.Bar, T.Caret, T.Plus, T.Minus].includes(token.tokenType))
    return undefined;
  const end = stop.place.end;
  return {
    at: at + 1,
    remove: 0,
    insert: [makeToken(T.HoleToken, '', end, end)],
    problem: problem('syntax/missing-operand', { start: end, end }, { where: `after \`${token.image}\`` }),
  };
}

/** Two operands in a row: read as if `and` stood between them. */
function insertOperator(stop: Stop): Mend | undefined {
  const { token, at, place } = stop;
  if (token === undefined || !startsOperand(token)) return undefined;
  return {
    at,
    remove: 0,
    insert: [makeToken(T.And, 'and', place.start, place.start)],
    problem: problem('syntax/missing-operator', place, { found: token.image }),
  };
}
