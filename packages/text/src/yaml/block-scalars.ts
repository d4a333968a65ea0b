/** Scalars of every style, where they stand in the plain shapes that the block parser reads. */
import { createScalar, type Scalar } from '../positioned-node.ts';
import { decodeDouble, refusedEscape } from '../scalar/double.ts';
import type { ScalarStyle } from '../scalar/style.ts';
import {
  BLANK,
  type Cursor,
  HASH,
  isSpaceOrEnd,
  NEWLINE,
  nextContent,
  nextLine,
  RETURN,
  unsure,
} from './block-cursor.ts';

function scalar(
  cursor: Cursor,
  style: ScalarStyle,
  start: number,
  end: number,
  parentIndent: number,
): Scalar {
  const { text } = cursor;
  const read = { style, text, start, end, standing: 'block', parentIndent } as const;
  const source = text.slice(start, end);
  if (style === 'plain' && !source.includes('\n')) return createScalar(read, source);
  if (style !== 'double') return createScalar(read);
  if (!source.includes('\\') && !source.includes('\n')) return createScalar(read, source.slice(1, -1));
  const decoded = decodeDouble(source);
  if (!decoded.valid || refusedEscape(source) !== undefined) throw unsure;
  return createScalar(read, decoded.text);
}

export function parsePlain(cursor: Cursor, start: number, indent: number): Scalar {
  const { text } = cursor;
  let end = start;
  let line = start;
  for (;;) {
    const next = nextLine(cursor, line);
    const stop = plainLineEnd(text, line, next);
    end = stop.end;
    // Behind a comment no text may follow; the collection around this says so.
    if (stop.comment !== -1) {
      cursor.comments?.push(stop.comment);
      nextContent(cursor, next);
      break;
    }
    nextContent(cursor, next);
    if (cursor.indent <= indent) break;
    // A comment between the lines ends the text, and what follows is wrong.
    if (text.slice(next, cursor.at).includes('#')) throw unsure;
    line = cursor.at;
  }
  return scalar(cursor, 'plain', start, end, indent);
}

/** A colon that would make a key of the text, or the start of a comment. */
const plainStop = /:(?=[ \r\n]|$)| #/;

/** Where plain text ends in a line, without blanks at its end, and where a comment starts behind it. */
function plainLineEnd(
  text: string,
  from: number,
  next: number,
): { readonly end: number; readonly comment: number } {
  const line = text.slice(from, next);
  const stop = line.search(plainStop);
  if (stop !== -1 && line[stop] === ':') throw unsure;
  let end = stop === -1 ? line.length : stop;
  while (end > 0 && isSpaceOrEnd(line, end - 1, line.length)) end--;
  return { end: from + end, comment: stop === -1 ? -1 : from + stop + 1 };
}

export function parseQuoted(cursor: Cursor, start: number, indent: number, quote: '"' | "'"): Scalar {
  const end = quote === '"' ? doubleEnd(cursor.text, start) : singleEnd(cursor.text, start);
  const { text } = cursor;
  for (let newline = text.indexOf('\n', start); newline !== -1 && newline < end; ) {
    let at = newline + 1;
    while (text.charCodeAt(at) === BLANK) at++;
    const code = text.charCodeAt(at);
    if (code !== NEWLINE && code !== RETURN && at - newline - 1 <= indent) throw unsure;
    newline = text.indexOf('\n', at);
  }
  let at = end;
  while (text.charCodeAt(at) === BLANK) at++;
  const code = text.charCodeAt(at);
  if (at < text.length && code !== NEWLINE && code !== RETURN && !(code === HASH && at > end)) throw unsure;
  if (code === HASH) cursor.comments?.push(at);
  const node = scalar(cursor, quote === '"' ? 'double' : 'single', start, end, indent);
  nextContent(cursor, nextLine(cursor, at));
  return node;
}

function doubleEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
  throw unsure;
}

function singleEnd(text: string, start: number): number {
  let at = text.indexOf("'", start + 1);
  while (at !== -1 && text[at + 1] === "'") at = text.indexOf("'", at + 2);
  if (at === -1) throw unsure;
  return at + 1;
}

const blockHeader = /[|>](?:[-+]?[1-9]?|[1-9][-+]) *\r?\n/y;

export function parseBlock(cursor: Cursor, start: number, indent: number): Scalar {
  const { text, end } = cursor;
  blockHeader.lastIndex = start;
  const match = blockHeader.exec(text);
  if (match === null) throw unsure;
  const explicit = Number(/[1-9]/.exec(match[0])?.[0] ?? 0);
  let least = explicit > 0 ? indent + explicit : -1;
  let contentEnd = -1;
  let longestBlank = 0;
  let line = start + match[0].length;
  while (line < end) {
    let at = line;
    while (text.charCodeAt(at) === BLANK) at++;
    const code = text.charCodeAt(at);
    if (at >= end || code === NEWLINE || code === RETURN) {
      // Blanks at the very end, without a line break: a line or not, by finer rules.
      if (at >= end && at > line) throw unsure;
      longestBlank = Math.max(longestBlank, at - line);
    } else {
      if (at - line <= indent) break;
      if (least === -1) least = at - line;
      // Less than the first line, and still more than the key: a mistake.
      if (at - line < least) throw unsure;
      contentEnd = nextLine(cursor, at);
    }
    line = nextLine(cursor, at);
  }
  // Without text, and with long lines of blanks only, where the scalar ends takes finer rules.
  if (contentEnd === -1 || longestBlank > least) throw unsure;
  // Only `+` keeps the empty lines behind the text.
  const scalarEnd = match[0].includes('+') ? line : contentEnd;
  nextContent(cursor, line);
  return scalar(cursor, match[0].startsWith('|') ? 'literal' : 'folded', start, scalarEnd, indent);
}
