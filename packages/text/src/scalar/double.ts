import { isBlank, NEWLINE, RETURN } from './flow.ts';
import { type Decoded, foldBreaks, PieceList } from './pieces.ts';

const BACKSLASH = 92;

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** JSON and YAML 1.2 have `\/`, JSON also escapes the halves of a surrogate pair: Go's YAML reader takes neither. */
const anyEscape = /\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|U0000[dD][89a-fA-F][0-9a-fA-F]{2}|.)/gs;

/** The first escape that agents refuse, with its place in the source of a double-quoted scalar. */
export function refusedEscape(source: string): { readonly escape: string; readonly at: number } | undefined {
  if (!source.includes('\\/') && !/\\[uU]/.test(source)) return undefined;
  for (const { 0: text, index } of source.matchAll(anyEscape))
    if (text.length > 2 || text === '\\/') return { escape: text, at: index };
  return undefined;
}

/** The value of a code point escape, or nothing where it names no code point. */
export function codePoint(hex: string, length: number): string | undefined {
  if (hex.length !== length || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

/** A double-quoted YAML scalar with its quotes. A bad escape stands for itself, as the YAML library has it. */
export function decodeDouble(source: string): Decoded {
  const list = new PieceList(source);
  const closed = isClosed(source);
  list.valid = closed;
  const end = closed ? source.length - 1 : source.length;
  let done = 1;
  let at = 1;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === BACKSLASH) {
      list.copy(done, at);
      at = done = readEscape(source, at, end, list);
    } else if (code === NEWLINE || (code === RETURN && source.charCodeAt(at + 1) === NEWLINE)) {
      let from = at;
      while (from > done && isBlank(source.charCodeAt(from - 1))) from--;
      list.copy(done, from);
      at = done = lineBreaks(source, from, at, end, list);
    } else {
      at++;
    }
  }
  list.copy(done, end);
  return list.finish(1);
}

function lineBreaks(source: string, from: number, first: number, end: number, list: PieceList): number {
  const breaks: number[] = [];
  let at = first;
  for (; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === NEWLINE) breaks.push(at + 1);
    else if (!isBlank(code) && !(code === RETURN && source.charCodeAt(at + 1) === NEWLINE)) break;
  }
  foldBreaks(list, from, breaks, at);
  return at;
}

function readEscape(source: string, at: number, end: number, list: PieceList): number {
  const letter = source[at + 1] ?? '';
  const plain = at + 1 < end ? escapes[letter] : undefined;
  if (plain !== undefined) {
    list.replace(plain, at, at + 2);
    return at + 2;
  }
  const behindBreak =
    letter === '\n' ? at + 2 : letter === '\r' && source.charCodeAt(at + 2) === NEWLINE ? at + 3 : undefined;
  if (behindBreak !== undefined) {
    let next = behindBreak;
    while (next < end && isBlank(source.charCodeAt(next))) next++;
    return next;
  }
  const length = digits[letter];
  if (length !== undefined) {
    const to = Math.min(at + 2 + length, end);
    const value = codePoint(source.slice(at + 2, to), length);
    if (value !== undefined) {
      list.replace(value, at, to);
      return to;
    }
  }
  list.valid = false;
  const to = Math.min(at + 2 + (length ?? 0), end);
  list.copy(at, to);
  return to;
}

/** Whether the last character is a quote that no backslash escapes. */
export function isClosed(source: string): boolean {
  if (source.length < 2 || source[source.length - 1] !== '"') return false;
  let backslashes = 0;
  while (source.charCodeAt(source.length - 2 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 0;
}
