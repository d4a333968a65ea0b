import type { Span } from '@secl/text';
import { type ExpressionProblem, problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import { mendMinutes } from './repair-number.ts';
import { mendQuotes } from './repair-quotes.ts';
import { mendStray } from './repair-stray.ts';
import * as T from './tokens.ts';
import { isName, makeToken, spanOf, type Token } from './tokens.ts';

/** Mends a place where a value, a condition or a list is due. */
export function mendOperand(stop: Stop): Mend | undefined {
  return (
    mendQuotes(stop) ??
    mendMinutes(stop) ??
    mendDoubledOperator(stop) ??
    mendList(stop) ??
    (stop.expects === 'array' ? mendArray(stop) : mendMisplacedList(stop)) ??
    mendStray(stop) ??
    insertHole(stop)
  );
}

/** `===` and `<>`. */
function mendDoubledOperator(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens } = stop;
  if (token === undefined || previous === undefined) return undefined;
  const place = { start: previous.start, end: token.end };
  if (token.type === T.Equals && previous.type === T.Equals) {
    const first = tokens[at - 2];
    const use = first?.type === T.Bang ? '!=' : '==';
    const whole = { start: first?.start ?? place.start, end: place.end };
    const found = stop.text.slice(whole.start, whole.end);
    return {
      at,
      remove: 1,
      insert: [],
      problem: problem('syntax/single-equals', spanOf(token), { found, use }, fixTo(whole, use)),
    };
  }
  if (token.type === T.Greater && previous.type === T.Less) {
    return {
      at: at - 1,
      remove: 2,
      insert: [makeToken(T.Bang, '!', place.start), makeToken(T.Equals, '=', place.start + 1)],
      problem: problem('syntax/single-equals', spanOf(token), { found: '<>', use: '!=' }, fixTo(place, '!=')),
    };
  }
  return undefined;
}

function fixTo(place: { start: number; end: number }, text: string) {
  return { fix: { title: `use \`${text}\``, kind: 'safe' as const, edits: [{ place, text }] } };
}

/** Inside `[ … ]`: no member, or none after the last comma. */
function mendList(stop: Stop): Mend | undefined {
  const { token, previous, at } = stop;
  if (token?.type !== T.CloseList || previous === undefined) return undefined;
  if (previous.type === T.OpenList) {
    return withHole(stop, problem('syntax/list-empty', stop.place));
  }
  if (previous.type !== T.Comma) return undefined;
  return {
    at: at - 1,
    remove: 1,
    insert: [],
    problem: problem(
      'syntax/list-trailing-comma',
      stop.place,
      {},
      {
        related: [{ message: 'this comma', place: spanOf(previous) }],
        fix: { title: 'remove the comma', kind: 'safe', edits: [{ place: spanOf(previous), text: '' }] },
      },
    ),
  };
}

/** After `in`: a lone value becomes a list of one, round brackets become square ones. */
function mendArray(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens } = stop;
  if (token === undefined) return undefined;
  const operator = previous?.image ?? 'in';
  if (token.type === T.Open) {
    let depth = 0;
    let close = at;
    for (; close < tokens.length; close++) {
      const type = (tokens[close] as Token).type;
      if (type === T.Open) depth++;
      if (type === T.Close && --depth === 0) break;
    }
    const last = tokens[close];
    const inside = tokens.slice(at + 1, close);
    const closing =
      last === undefined
        ? makeToken(T.CloseList, ']', stop.text.length, stop.text.length)
        : makeToken(T.CloseList, ']', last.start);
    const edits = [{ place: stop.place, text: '[' }];
    if (last !== undefined) edits.push({ place: spanOf(last), text: ']' });
    return {
      at,
      remove: inside.length + (last === undefined ? 1 : 2),
      insert: [makeToken(T.OpenList, '[', token.start), ...inside, closing],
      problem: problem(
        'syntax/list-expected',
        stop.place,
        { operator, found: 'round brackets' },
        { fix: { title: 'use square brackets', kind: 'safe', edits } },
      ),
    };
  }
  const literals = [T.Text, T.Pattern, T.Regexp, T.Int, T.Ip, T.Duration];
  if (!literals.includes(token.type)) return undefined;
  return {
    at,
    remove: 1,
    insert: [
      makeToken(T.OpenList, '[', token.start, token.start),
      token,
      makeToken(T.CloseList, ']', stop.place.end, stop.place.end),
    ],
    problem: problem(
      'syntax/list-expected',
      stop.place,
      { operator, found: `the single value \`${token.image}\`` },
      {
        fix: {
          title: 'make it a list',
          kind: 'safe',
          edits: [{ place: stop.place, text: `[${token.image}]` }],
        },
      },
    ),
  };
}

/** `== [ … ]`: the comparison becomes a membership. Elsewhere the list becomes a hole. */
function mendMisplacedList(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens } = stop;
  if (token?.type !== T.OpenList) return undefined;
  const second = tokens[at - 2];
  const comparison = `${second?.image ?? ''}${previous?.image ?? ''}`;
  const meant =
    comparison === '==' || comparison === '=~'
      ? 'in'
      : comparison === '!=' || comparison === '!~'
        ? 'not in'
        : '';
  if (meant !== '' && second !== undefined && previous !== undefined) {
    const place = { start: second.start, end: previous.end };
    const words =
      meant === 'in'
        ? [makeToken(T.In, 'in', place.start, place.end)]
        : [
            makeToken(T.Not, 'not', place.start, place.start + 1),
            makeToken(T.In, 'in', place.start + 1, place.end),
          ];
    return {
      at: at - 2,
      remove: 2,
      insert: words,
      problem: problem(
        'syntax/list-not-expected',
        stop.place,
        {},
        {
          fix: {
            title: `use \`${meant}\``,
            kind: 'safe',
            edits: [{ place, text: meant }, ...(comparison.endsWith('~') ? asPatterns(stop) : [])],
          },
        },
      ),
    };
  }
  let close = at;
  while (close < tokens.length && (tokens[close] as Token).type !== T.CloseList) close++;
  const end = close < tokens.length ? (tokens[close] as Token).end : stop.text.length;
  return {
    at,
    remove: Math.min(close + 1, tokens.length) - at,
    insert: [makeToken(T.HoleToken, '', stop.place.start, end)],
    problem: problem('syntax/list-not-expected', { start: stop.place.start, end }),
  };
}

/** `=~ ["a*"]` takes its texts for patterns, a list takes them as they are. */
function asPatterns({ tokens, at }: Stop): readonly { readonly place: Span; readonly text: string }[] {
  const close = tokens.findIndex(({ type }, index) => index > at && type === T.CloseList);
  return tokens
    .slice(at, close === -1 ? undefined : close)
    .filter(({ type, image }) => type === T.Text && image.includes('*'))
    .map(({ start }) => ({ place: { start, end: start }, text: '~' }));
}

/** Nothing is there: a hole takes the place. */
function insertHole(stop: Stop): Mend {
  const { previous, token, tokens } = stop;
  if (previous === undefined && token === undefined)
    return withHole(stop, problem('syntax/empty', stop.place));
  const open = stop.open[stop.open.length - 1];
  const last = previous?.type;
  if (token === undefined && open !== undefined && (open === stop.at - 1 || last === T.Comma)) {
    return closeAtEnd(stop, open);
  }
  if (previous === undefined && token !== undefined && isMark(token)) {
    const code = token.type === T.Comma ? 'syntax/unexpected' : 'syntax/unopened';
    const hole = makeToken(T.HoleToken, '', stop.place.start, stop.place.end);
    return {
      at: stop.at,
      remove: 1,
      insert: [hole],
      problem: problem(code, stop.place, { found: token.image }),
    };
  }
  const where =
    previous === undefined
      ? `before \`${token?.image ?? ''}\``
      : `after \`${operatorText(tokens, stop.at)}\`${swallowed(stop)}`;
  return withHole(stop, problem('syntax/missing-operand', stop.place, { where }));
}

/** At the end of the text: in lines that YAML has folded into one a comment goes on to the end of the last. */
function swallowed({ text, token, previous }: Stop): string {
  const behind = token === undefined && previous !== undefined ? text.slice(previous.end).trim() : '';
  if (!/^(?:#|\/\/)/.test(behind) || behind.includes('\n')) return '';
  const shown = behind.length > 60 ? `${behind.slice(0, 57)}…` : behind;
  return `: what stands behind it is a comment, \`${shown}\``;
}

const isMark = (token: Token): boolean =>
  token.type === T.Close || token.type === T.CloseList || token.type === T.Comma;

/** `in [`, `in ["a",` or `(` at the end of the text: the rest is not typed yet. */
function closeAtEnd(stop: Stop, open: number): Mend {
  const bracket = stop.tokens[open] as Token;
  const list = bracket.type === T.OpenList;
  const expected = list ? ']' : ')';
  const { end } = stop.place;
  const start = stop.previous === undefined ? end : spanOf(stop.previous).end;
  return {
    at: stop.at,
    remove: 0,
    insert: [
      makeToken(T.HoleToken, '', start, end),
      makeToken(list ? T.CloseList : T.Close, expected, end, end),
    ],
    problem: problem(
      'syntax/unclosed',
      stop.place,
      { expected, instead: '' },
      { related: [{ message: `this \`${bracket.image}\` is open`, place: spanOf(bracket) }] },
    ),
  };
}

/** `&&` rather than its second `&`. */
function operatorText(tokens: readonly Token[], at: number): string {
  const last = tokens[at - 1];
  const before = tokens[at - 2];
  if (last === undefined) return '';
  const double = before !== undefined && /^[&|=!<>~]$/.test(last.image) && /^[&|=!<>]$/.test(before.image);
  return double ? before.image + last.image : last.image;
}

function withHole(stop: Stop, found: ExpressionProblem): Mend {
  const start = stop.previous === undefined ? 0 : spanOf(stop.previous).end;
  const end = Math.max(start, stop.place.start);
  return { at: stop.at, remove: 0, insert: [makeToken(T.HoleToken, '', start, end)], problem: found };
}

export function isIdent(token: Token | undefined): token is Token {
  return token !== undefined && isName(token);
}
