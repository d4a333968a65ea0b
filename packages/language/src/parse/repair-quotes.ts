import type { IToken } from 'chevrotain';
import { type ExpressionProblem, problem } from '../problems.ts';
import { makeToken, spanOf } from './lexer.ts';
import type { Mend, Stop } from './repair.ts';
import * as T from './tokens.ts';

/** What a quote may have before it: `~` of a pattern, `r` of a regexp. */
type Prefix = '' | '~' | 'r';
const types = { '': T.Text, '~': T.Pattern, r: T.Regexp } as const;

export function textToken(prefix: Prefix, inner: string, start: number, end: number): IToken {
  return makeToken(types[prefix], `${prefix}"${inner}"`, start, end);
}

/** `'text'`, `"text` without an end, and both behind `~` or `r`. */
export function mendQuotes(stop: Stop): Mend | undefined {
  const { token, previous, at, text, tokens } = stop;
  const next = tokens[at + 1];
  const pattern = token?.tokenType === T.Tilde && next?.startOffset === token.startOffset + 1;
  const quote = pattern ? next : token;
  if (quote?.tokenType !== T.Stray || (quote.image !== "'" && quote.image !== '"')) return undefined;
  const regexp = previous?.image === 'r' && spanOf(previous).end === quote.startOffset;
  const prefix: Prefix = pattern ? '~' : regexp ? 'r' : '';
  const start = quote.startOffset;
  const { end, closed } = endOfQuoted(text, start, quote.image);
  const first = regexp ? at - 1 : at;
  let last = at;
  while (last < tokens.length && (tokens[last] as IToken).startOffset < end) last++;
  const inner = text.slice(start + 1, closed ? end - 1 : end);
  const place = { start, end };
  return {
    at: first,
    remove: last - first,
    insert: [textToken(prefix, inner, (tokens[first] as IToken).startOffset, end)],
    problem: closed ? singleQuotes(inner, prefix, place) : unterminated(quote.image, place),
  };
}

function singleQuotes(
  inner: string,
  prefix: Prefix,
  place: { start: number; end: number },
): ExpressionProblem {
  if (inner.includes('"')) return problem('syntax/single-quotes', place, { use: `${prefix}"…"` });
  const fix = { title: 'use double quotes', kind: 'safe', edits: [{ place, text: `"${inner}"` }] } as const;
  return problem('syntax/single-quotes', place, { use: `${prefix}"${inner}"` }, { fix });
}

function unterminated(quote: string, place: { start: number; end: number }): ExpressionProblem {
  if (quote === "'") return problem('syntax/single-quotes', place, { use: '"…"' });
  const edits = [{ place: { start: place.end, end: place.end }, text: '"' }];
  return problem(
    'syntax/unterminated-string',
    place,
    {},
    {
      fix: { title: 'close the string', kind: 'suggested', edits },
    },
  );
}

/**
 * Where a quoted text ends. `'it's'` ends at the quote that no word follows. Without an end it stops before what looks
 * like the next condition or the end of the brackets around it, so that the rest of the rule is looked at.
 */
function endOfQuoted(text: string, start: number, quote: string): { end: number; closed: boolean } {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start + 1, newline < 0 ? undefined : newline);
  if (quote === "'") {
    const close = /'(?![A-Za-z0-9_])/.exec(line)?.index ?? line.indexOf("'");
    if (close >= 0) return { end: start + close + 2, closed: true };
  }
  const rest = /\s+(?:&&|\|\||and\s|or\s|#|\/\/)|[)\]]+\s*$/.exec(line);
  const written = (rest === null ? line : line.slice(0, rest.index)).trimEnd();
  return { end: start + 1 + written.length, closed: false };
}

/** `"a "quoted" word"`: the quote inside ended the string, and what follows is glued to it. */
export function mendInnerQuotes(stop: Stop): Mend | undefined {
  const { token, previous, at, tokens, text } = stop;
  if (token === undefined || previous === undefined || !isText(previous)) return undefined;
  if (spanOf(previous).end !== token.startOffset || /^[,;:()[\]&|=<>!~]/.test(token.image)) return undefined;
  let last = at;
  let end = -1;
  for (; last < tokens.length; last++) {
    const next = tokens[last] as IToken;
    const before = spanOf(tokens[last - 1] as IToken).end;
    if (end >= 0 && (next.startOffset !== before || next.tokenType === T.Comma || isBracket(next))) break;
    if (text.slice(before, next.startOffset).includes('\n')) break;
    if (isText(next) || (next.tokenType === T.Stray && next.image === '"')) end = spanOf(next).end;
  }
  if (end < 0) return undefined;
  const start = previous.startOffset;
  const prefix = /^[~r]/.exec(previous.image)?.[0] === '~' ? '~' : previous.image.startsWith('r') ? 'r' : '';
  const inner = text.slice(start + prefix.length + 1, end - 1);
  let remove = 1;
  while (at - 1 + remove < tokens.length && (tokens[at - 1 + remove] as IToken).startOffset < end) remove++;
  return {
    at: at - 1,
    remove,
    insert: [textToken(prefix, inner, start, end)],
    problem: problem('syntax/quote-in-string', { start: token.startOffset, end }),
  };
}

const isText = (token: IToken): boolean =>
  token.tokenType === T.Text || token.tokenType === T.Pattern || token.tokenType === T.Regexp;

const isBracket = (token: IToken): boolean => token.tokenType === T.Close || token.tokenType === T.CloseList;
