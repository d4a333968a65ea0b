import { type IToken, tokenMatcher } from 'chevrotain';
import { type ExpressionProblem, problem } from '../problems.ts';
import { makeToken, spanOf } from './lexer.ts';
import type { Mend, Stop } from './repair.ts';
import * as T from './tokens.ts';

/** Mends a place where a value, a condition or a list is due. */
export function mendOperand(stop: Stop): Mend | undefined {
  return (
    mendQuotes(stop) ??
    mendRadix(stop) ??
    mendDoubledOperator(stop) ??
    mendList(stop) ??
    (stop.expects === 'array' ? mendArray(stop) : mendMisplacedList(stop)) ??
    dropStray(stop) ??
    insertHole(stop)
  );
}

/** `'text'`, and `"text` without an end. Also after an operand, where it is the missing operator that is told next. */
export function mendQuotes(stop: Stop): Mend | undefined {
  const { token, text, at, tokens } = stop;
  if (token?.tokenType !== T.Stray || (token.image !== "'" && token.image !== '"')) return undefined;
  const start = token.startOffset;
  const line = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  const close = token.image === "'" ? text.indexOf("'", start + 1) : -1;
  const end = close > 0 && close < line ? close + 1 : line;
  let last = at;
  while (last < tokens.length && (tokens[last] as IToken).startOffset < end) last++;
  const inner = text.slice(start + 1, end === line && close !== line - 1 ? end : end - 1);
  const single = token.image === "'" && close > 0 && close < line;
  const place = { start, end };
  return {
    at,
    remove: last - at,
    insert: [makeToken(T.Text, `"${inner}"`, start, end)],
    problem: single
      ? problem(
          'syntax/single-quotes',
          place,
          { use: `"${inner}"` },
          {
            fix: {
              title: 'use double quotes',
              kind: 'safe',
              edits: [{ place, text: `"${inner.replaceAll('"', '\\"')}"` }],
            },
          },
        )
      : problem('syntax/unterminated-string', place),
  };
}

/** `0x41` is read as `0` and the name `x41`. */
export function mendRadix(stop: Stop): Mend | undefined {
  const { token, previous, at } = stop;
  if (token === undefined || previous?.tokenType !== T.Int || !/^0$/.test(previous.image)) return undefined;
  if (previous.startOffset + 1 !== token.startOffset || !/^x[0-9a-fA-F]+$/.test(token.image))
    return undefined;
  const found = `0${token.image}`;
  const place = spanOf(token);
  const use = BigInt(found).toString();
  return {
    at: at - 1,
    remove: 2,
    insert: [makeToken(T.Int, use, previous.startOffset, place.end)],
    problem: problem(
      'syntax/number',
      place,
      { found, why: `there are no hexadecimal numbers, write ${use}` },
      {
        fix: {
          title: `write ${use}`,
          kind: 'safe',
          edits: [{ place: { start: previous.startOffset, end: place.end }, text: use }],
        },
      },
    ),
  };
}

/** `===` and `<>`. */
function mendDoubledOperator(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens } = stop;
  if (token === undefined || previous === undefined) return undefined;
  const place = { start: previous.startOffset, end: spanOf(token).end };
  if (token.tokenType === T.Equals && previous.tokenType === T.Equals) {
    const whole = { start: (tokens[at - 2] as IToken).startOffset, end: place.end };
    return {
      at,
      remove: 1,
      insert: [],
      problem: problem(
        'syntax/single-equals',
        spanOf(token),
        { found: '===', use: '==' },
        fixTo(whole, '=='),
      ),
    };
  }
  if (token.tokenType === T.Greater && previous.tokenType === T.Less) {
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
  if (token?.tokenType !== T.CloseList || previous === undefined) return undefined;
  if (previous.tokenType === T.OpenList) {
    return withHole(stop, problem('syntax/list-empty', stop.place));
  }
  if (previous.tokenType !== T.Comma) return undefined;
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
  if (token.tokenType === T.Open) {
    let depth = 0;
    let close = at;
    for (; close < tokens.length; close++) {
      const type = (tokens[close] as IToken).tokenType;
      if (type === T.Open) depth++;
      if (type === T.Close && --depth === 0) break;
    }
    const last = tokens[close];
    const inside = tokens.slice(at + 1, close);
    const edits = [{ place: stop.place, text: '[' }];
    if (last !== undefined) edits.push({ place: spanOf(last), text: ']' });
    return {
      at,
      remove: inside.length + (last === undefined ? 1 : 2),
      insert: [
        makeToken(T.OpenList, '[', token.startOffset),
        ...inside,
        makeToken(T.CloseList, ']', last?.startOffset ?? stop.text.length),
      ],
      problem: problem(
        'syntax/list-expected',
        stop.place,
        { operator, found: 'round brackets' },
        { fix: { title: 'use square brackets', kind: 'safe', edits } },
      ),
    };
  }
  const literals = [T.Text, T.Pattern, T.Regexp, T.Int, T.Ip, T.Duration];
  if (!literals.includes(token.tokenType)) return undefined;
  return {
    at,
    remove: 1,
    insert: [
      makeToken(T.OpenList, '[', token.startOffset),
      token,
      makeToken(T.CloseList, ']', stop.place.end),
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
  if (token?.tokenType !== T.OpenList) return undefined;
  const second = tokens[at - 2];
  const comparison = `${second?.image ?? ''}${previous?.image ?? ''}`;
  const meant =
    comparison === '==' || comparison === '=~'
      ? 'in'
      : comparison === '!=' || comparison === '!~'
        ? 'not in'
        : '';
  if (meant !== '' && second !== undefined && previous !== undefined) {
    const place = { start: second.startOffset, end: spanOf(previous).end };
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
        { fix: { title: `use \`${meant}\``, kind: 'safe', edits: [{ place, text: meant }] } },
      ),
    };
  }
  let close = at;
  while (close < tokens.length && (tokens[close] as IToken).tokenType !== T.CloseList) close++;
  const end = close < tokens.length ? spanOf(tokens[close] as IToken).end : stop.text.length;
  return {
    at,
    remove: Math.min(close + 1, tokens.length) - at,
    insert: [makeToken(T.HoleToken, '', stop.place.start, end)],
    problem: problem('syntax/list-not-expected', { start: stop.place.start, end }),
  };
}

/** Something that cannot begin anything: dropped, when what follows may be the operand. */
function dropStray(stop: Stop): Mend | undefined {
  const { token, tokens, at } = stop;
  if (token?.tokenType !== T.Stray && token?.tokenType !== T.Tilde) return undefined;
  let last = at + 1;
  if (token.image === '$' || token.image === '%') {
    // `${` that is no variable: up to its `}`.
    while (last < tokens.length && (tokens[last - 1] as IToken).image !== '}') last++;
    const end = spanOf(tokens[last - 1] as IToken).end;
    return {
      at,
      remove: last - at,
      insert: [makeToken(T.HoleToken, '', stop.place.start, end)],
      problem: problem(
        'syntax/unexpected',
        { start: stop.place.start, end },
        { found: stop.text.slice(stop.place.start, end) },
      ),
    };
  }
  return {
    at,
    remove: 1,
    insert: [],
    problem: problem('syntax/unexpected', stop.place, { found: token.image }),
  };
}

/** Nothing is there: a hole takes the place. */
function insertHole(stop: Stop): Mend {
  const { previous, token, tokens } = stop;
  if (previous === undefined && token === undefined)
    return withHole(stop, problem('syntax/empty', stop.place));
  const where =
    previous === undefined
      ? `before \`${token?.image ?? ''}\``
      : `after \`${operatorText(tokens, stop.at)}\``;
  return withHole(stop, problem('syntax/missing-operand', stop.place, { where }));
}

/** `&&` rather than its second `&`. */
function operatorText(tokens: readonly IToken[], at: number): string {
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

export function isIdent(token: IToken | undefined): token is IToken {
  return token !== undefined && tokenMatcher(token, T.Ident);
}
