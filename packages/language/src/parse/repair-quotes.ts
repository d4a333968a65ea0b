import { type ExpressionProblem, problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import * as T from './tokens.ts';
import { makeToken, type Token } from './tokens.ts';

/** What a quote may have before it: `~` of a pattern, `r` of a regexp. */
type Prefix = '' | '~' | 'r';
const types = { '': T.Text, '~': T.Pattern, r: T.Regexp } as const;

export function textToken(prefix: Prefix, inner: string, start: number, end: number): Token {
  return makeToken(types[prefix], `${prefix}"${inner}"`, start, end);
}

/** `'text'`, `"text` without an end, and both behind `~` or `r`. */
export function mendQuotes(stop: Stop): Mend | undefined {
  const { token, previous, at, text, tokens } = stop;
  const next = tokens[at + 1];
  const pattern = token?.type === T.Tilde && next?.start === token.start + 1;
  const quote = pattern ? next : token;
  if (quote?.type !== T.Stray || (quote.image !== "'" && quote.image !== '"')) return undefined;
  const regexp = previous?.image === 'r' && previous.end === quote.start;
  const prefix: Prefix = pattern ? '~' : regexp ? 'r' : '';
  const start = quote.start;
  const { end, closed } = endOfQuoted(text, start, quote.image);
  const first = regexp ? at - 1 : at;
  let last = at;
  while (last < tokens.length && (tokens[last] as Token).start < end) last++;
  const inner = text.slice(start + 1, closed ? end - 1 : end);
  const place = { start, end };
  return {
    at: first,
    remove: last - first,
    insert: [textToken(prefix, inner, (tokens[first] as Token).start, end)],
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
  if (previous.end !== token.start || /^[,;:()[\]&|=<>!~]/.test(token.image)) return undefined;
  let last = at;
  let end = -1;
  for (; last < tokens.length; last++) {
    const next = tokens[last] as Token;
    const before = (tokens[last - 1] as Token).end;
    if (end >= 0 && (next.start !== before || next.type === T.Comma || isBracket(next))) break;
    if (text.slice(before, next.start).includes('\n')) break;
    if (isText(next) || (next.type === T.Stray && next.image === '"')) end = next.end;
  }
  if (end < 0) return undefined;
  const start = previous.start;
  const prefix = /^[~r]/.exec(previous.image)?.[0] === '~' ? '~' : previous.image.startsWith('r') ? 'r' : '';
  const inner = text.slice(start + prefix.length + 1, end - 1);
  let remove = 1;
  while (at - 1 + remove < tokens.length && (tokens[at - 1 + remove] as Token).start < end) remove++;
  return {
    at: at - 1,
    remove,
    insert: [textToken(prefix, inner, start, end)],
    problem: problem('syntax/quote-in-string', { start: token.start, end }),
  };
}

const isText = (token: Token): boolean =>
  token.type === T.Text || token.type === T.Pattern || token.type === T.Regexp;

const isBracket = (token: Token): boolean => token.type === T.Close || token.type === T.CloseList;
