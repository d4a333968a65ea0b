/**
 * Text into tokens. The order of the attempts is the agent's: the first that matches wins, not the longest, so `a:b:c` is
 * an address and `10ms` is a duration. Blanks are space, tab and line feed; a carriage return is not one.
 */
import { endOfQuoted } from './quoted.ts';
import * as T from './tokens.ts';
import { makeToken, type Token } from './tokens.ts';
import type { Comment } from './tree.ts';

export interface Lexed {
  readonly tokens: readonly Token[];
  /** Comments, in order, with their `#` or `//`. */
  readonly comments: readonly Comment[];
}

/** Never fails: what no token matches becomes an `Invalid` token, one for each run of such characters. */
export function lex(text: string): Lexed {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  const quotes = { text, unclosedFrom: Number.POSITIVE_INFINITY };
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const begun = begins[code] ?? 0;
    if (begun === blank) {
      at++;
      continue;
    }
    if (code === hash || (code === slash && text.charCodeAt(at + 1) === slash)) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      comments.push({ text: text.slice(at, end), span: { start: at, end } });
      at = end;
      continue;
    }
    const token =
      ((begun & piece) === 0 ? undefined : address(text, at, code)) ??
      ((begun & letter) === 0 ? undefined : word(text, at, code, quotes)) ??
      quotedOrNumber(text, at, code, quotes) ??
      mark(text, at);
    tokens.push(token);
    at = token.end;
  }
  return { tokens, comments };
}

/** What is read, and where a string begins that nothing closes. */
type Quotes = Parameters<typeof endOfQuoted>[0];

/** What a character can begin: a blank, a piece of an address, a name. It is asked of every token, so it is looked up. */
const [blank, piece, letter] = [1, 2, 4];
const begins = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (' \n\t'.includes(character)) return blank;
  return (/[0-9A-Fa-f:]/.test(character) ? piece : 0) | (/[A-Za-z_]/.test(character) ? letter : 0);
});

const hex = '[0-9a-fA-F]*';
/** Of IPv6 no more than eight pieces, an IPv4 at its end counted as four: the rest is no part of the token. */
const ip = `(?:[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|${hex}:${hex}:${hex}(?:[:.]${hex}){0,5})`;
const cidrs = new RegExp(`${ip}/[0-9]+`, 'y');
const ips = new RegExp(ip, 'y');

function address(text: string, at: number, code: number): Token | undefined {
  if (!mayBeAddress(text, at, code)) return undefined;
  return matched(cidrs, T.Cidr, text, at) ?? matched(ips, T.Ip, text, at);
}

/** A glance, as every name could begin one: behind its first digits, which may be none, stands `:` or `.`. */
function mayBeAddress(text: string, from: number, first: number): boolean {
  let at = from;
  let code = first;
  while (isHexDigit(code)) code = text.charCodeAt(++at);
  return code === colon || (code === dot && isDigit(first));
}

const quote = 0x22;
const hash = 0x23;
const dollar = 0x24;
const plus = 0x2b;
const minus = 0x2d;
const dot = 0x2e;
const slash = 0x2f;
const colon = 0x3a;
const tilde = 0x7e;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

const names = /[A-Za-z_][A-Za-z0-9_.[\]]*/y;

const keywords: ReadonlyMap<string, T.Keyword> = new Map(T.keywords.map((keyword) => [keyword, keyword]));

/** A name, a keyword, or a regexp: `r"…"`. */
function word(text: string, at: number, code: number, quotes: Quotes): Token {
  const regexp = code === 0x72 ? quoted(T.Regexp, at, 1, quotes) : undefined;
  if (regexp !== undefined) return regexp;
  names.lastIndex = at;
  names.test(text);
  const image = text.slice(at, names.lastIndex);
  return makeToken(keywords.get(image) ?? T.Ident, image, at);
}

const durations = /[0-9]+(?:ms|s|m|h)/y;
const ints = /[-+]?[0-9]+/y;
const variables = /\$\{[A-Za-z_][A-Za-z0-9_.]*\}/y;
const strays = '"#$%\'*./:;?@\\_`{}';
const marks: ReadonlyMap<string, T.Mark> = new Map(T.marks.map((mark) => [mark, mark]));

function quotedOrNumber(text: string, at: number, code: number, quotes: Quotes): Token | undefined {
  switch (code) {
    case quote:
      return quoted(T.Text, at, 0, quotes);
    case tilde:
      return quoted(T.Pattern, at, 1, quotes);
    case dollar:
      return matched(variables, T.Variable, text, at);
    case plus:
    case minus:
      return matched(ints, T.Int, text, at);
    default:
      return isDigit(code)
        ? (matched(durations, T.Duration, text, at) ?? matched(ints, T.Int, text, at))
        : undefined;
  }
}

function mark(text: string, at: number): Token {
  const character = text.charAt(at);
  const type = marks.get(character);
  if (type !== undefined) return makeToken(type, character, at);
  return strays.includes(character) ? makeToken(T.Stray, character, at) : invalid(text, at);
}

function matched(pattern: RegExp, type: T.TokenType, text: string, at: number): Token | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? makeToken(type, text.slice(at, pattern.lastIndex), at) : undefined;
}

function quoted(type: T.TokenType, at: number, prefix: 0 | 1, quotes: Quotes): Token | undefined {
  const end = endOfQuoted(quotes, at + prefix);
  return end === undefined ? undefined : makeToken(type, quotes.text.slice(at, end), at);
}

function invalid(text: string, start: number): Token {
  let end = start + 1;
  while (end < text.length && isRefused(text.charCodeAt(end))) end++;
  return makeToken(T.Invalid, text.slice(start, end), start);
}

/** All that is neither blank nor visible ASCII. */
function isRefused(code: number): boolean {
  return begins[code] !== blank && (code < 0x21 || code > 0x7e);
}
