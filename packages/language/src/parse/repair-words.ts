import { problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import { innermost, isLogicalStart } from './repair-brackets.ts';
import { isIdent } from './repair-operand.ts';
import * as T from './tokens.ts';
import { makeToken, spanOf, startsOperand, type TokenType } from './tokens.ts';

/** What people write in other languages, and what it is read as. */
const words: Readonly<
  Record<string, { use: string; tokens: 'in' | '=~' | '==' | '!=' | '<' | '<=' | '>' | '>=' }>
> = {
  contains: { use: 'for a part of a text write `=~ "*text*"`', tokens: '=~' },
  startswith: { use: 'for a beginning write `=~ "text*"`', tokens: '=~' },
  endswith: { use: 'for an end write `=~ "*text"`', tokens: '=~' },
  matches: { use: 'write `=~ r"…"` for a regular expression, `=~ "…*"` for a pattern', tokens: '=~' },
  like: { use: 'write `=~ "…*"` for a pattern', tokens: '=~' },
  starts: { use: 'for a beginning write `=~ "text*"`', tokens: '=~' },
  begins: { use: 'for a beginning write `=~ "text*"`', tokens: '=~' },
  ends: { use: 'for an end write `=~ "*text"`', tokens: '=~' },
  is: { use: 'use `==`', tokens: '==' },
  eq: { use: 'use `==`', tokens: '==' },
  equals: { use: 'use `==`', tokens: '==' },
  ne: { use: 'use `!=`', tokens: '!=' },
  notin: { use: 'use `not in`', tokens: 'in' },
  not_in: { use: 'use `not in`', tokens: 'in' },
  intersects: { use: 'use `in`', tokens: 'in' },
  glob: { use: 'write `=~ "…*"` for a pattern', tokens: '=~' },
  regex: { use: 'write `=~ r"…"` for a regular expression', tokens: '=~' },
  pmatch: { use: 'write `in [~"/path/**"]` for what is below a path', tokens: 'in' },
  lt: { use: 'use `<`', tokens: '<' },
  le: { use: 'use `<=`', tokens: '<=' },
  lte: { use: 'use `<=`', tokens: '<=' },
  gt: { use: 'use `>`', tokens: '>' },
  ge: { use: 'use `>=`', tokens: '>=' },
  gte: { use: 'use `>=`', tokens: '>=' },
};

const marks: Readonly<Record<string, TokenType>> = {
  '=': T.Equals,
  '~': T.Tilde,
  '!': T.Bang,
  '<': T.Less,
  '>': T.Greater,
};

const keywords: Readonly<Record<string, TokenType>> = {
  and: T.And,
  or: T.Or,
  not: T.Not,
  in: T.In,
  allin: T.AllIn,
};

/** `AND`, `contains` and other words that are no operators. */
export function mendWord(stop: Stop): Mend | undefined {
  const { token, at, tokens } = stop;
  if (!isIdent(token) || innermost(stop)?.type === T.OpenList) return undefined;
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
  const next = tokens[at + 1];
  const isNot = lower === 'is' && next?.type === T.Not;
  const word = words[isNot ? 'ne' : lower];
  if (word === undefined) return undefined;
  const second = isNot || next?.image.toLowerCase() === 'with' ? next : undefined;
  const written = second === undefined ? token.image : `${token.image} ${second.image}`;
  const remove = second === undefined ? 1 : 2;
  const found = problem('syntax/word-operator', stop.place, { found: written, use: word.use });
  if (word.tokens === 'in')
    return { at, remove, insert: [makeToken(T.In, 'in', start, end)], problem: found };
  const middle = start + 1;
  return {
    at,
    remove,
    insert: [...word.tokens].map((mark, index) =>
      makeToken(marks[mark] ?? T.Equals, mark, index === 0 ? start : middle, index === 0 ? middle : end),
    ),
    problem: found,
  };
}

/** `NOT a`: a name in front of a value. */
export function mendNotInCapitals(stop: Stop): Mend | undefined {
  const { previous, at, token } = stop;
  if (!isIdent(previous) || token === undefined || !startsOperand(token)) return undefined;
  if (previous.image.toLowerCase() !== 'not') return undefined;
  const place = spanOf(previous);
  return {
    at: at - 1,
    remove: 1,
    insert: [makeToken(T.Not, 'not', place.start, place.end)],
    problem: problem(
      'syntax/keyword-case',
      stop.place,
      { use: 'not' },
      {
        related: [{ message: 'this is read as a name', place }],
        fix: { title: 'write `not`', kind: 'safe', edits: [{ place, text: 'not' }] },
      },
    ),
  };
}

/** `a not …`: after a value `not` goes with `in` only. */
export function mendNot(stop: Stop): Mend | undefined {
  const { token, previous, at } = stop;
  if (previous === undefined) return undefined;
  const before = previous.start;
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
  if (token !== undefined && !startsOperand(token) && token.type !== T.OpenList) {
    const hole = token.type === T.Close || token.type === T.CloseList || isLogicalStart(stop);
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
  const end = previous.end;
  const inToken = makeToken(T.In, 'in', end, end);
  const found = problem('syntax/missing-in', stop.place, { use: '`not in […]`' });
  const literals = [T.Text, T.Pattern, T.Regexp, T.Int, T.Ip, T.Duration];
  if (token !== undefined && literals.includes(token.type)) {
    const list = [
      makeToken(T.OpenList, '[', token.start, token.start),
      token,
      makeToken(T.CloseList, ']', stop.place.end, stop.place.end),
    ];
    return { at, remove: 1, insert: [inToken, ...list], problem: found };
  }
  const follows = token !== undefined && (startsOperand(token) || token.type === T.OpenList);
  const array = follows ? [] : [makeToken(T.HoleToken, '', end, Math.max(end, stop.place.start))];
  return { at, remove: 0, insert: [inToken, ...array], problem: found };
}
