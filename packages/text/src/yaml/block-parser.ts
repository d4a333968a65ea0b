import { createScalar, type Entry, type Node, type Scalar } from '../positioned-node.ts';
import { decodeDouble, refusedEscape } from '../scalar/double.ts';
import type { ScalarStyle } from '../scalar/style.ts';
import { simpleFlowAt } from './flow-list.ts';

/*
 * The common shapes of policies, read at once: block mappings with plain keys, block lists, flow lists of a line, and
 * scalars of every style, without tabs, tags, anchors, other flow collections or comments in odd places. What is anything else, or wrong, ends the
 * attempt, and the `yaml` library reads the text instead: this parser may not know what it reads, but never guesses.
 * Its judge is the library, in `read-chunked.test.ts`.
 */

const NEWLINE = 10;
const RETURN = 13;
const BLANK = 32;
const HASH = 35;
const DASH = 45;
const DEEPEST = 40;
const MOST_KEYS = 64;

const key = /[A-Za-z_][A-Za-z0-9_.-]*:(?=[ \r\n]|$)/y;
/** Characters that give plain text another meaning when they come first. `-`, `?` and `:` may start text, rarely. */
const indicators: ReadonlySet<string> = new Set([...'-?:,[]{}#&*!|>\'"%@`']);

class Unsure extends Error {}
const unsure = new Unsure('not a plain shape');

/** A reader's place: the line of the next content, behind blank lines and comments. */
interface Cursor {
  readonly text: string;
  readonly end: number;
  /** Column of the next content; -1 at the end. */
  indent: number;
  at: number;
  depth: number;
  /** Where comments start that were passed. */
  readonly comments: number[] | undefined;
}

/**
 * The item that a chunk holds (`- …` at some column), without the list around it. Where its comments start goes into
 * `comments`, which is of use only where the item was read.
 */
export function parseItem(text: string, comments?: number[]): Node | undefined {
  return attempt(text, comments, (cursor) => {
    if (!isDash(cursor)) throw unsure;
    const item = parseDash(cursor, cursor.indent);
    if (cursor.indent !== -1) throw unsure;
    return item;
  });
}

/** The value of the one entry that a chunk holds, at column 0. */
export function parseEntry(text: string, comments?: number[]): Entry | undefined {
  return attempt(text, comments, (cursor) => {
    const entry = parseKeyAndValue(cursor, 0);
    if (cursor.indent !== -1) throw unsure;
    return entry;
  });
}

function attempt<T>(
  text: string,
  comments: number[] | undefined,
  parse: (cursor: Cursor) => T,
): T | undefined {
  if (text.includes('\t')) return undefined;
  const cursor: Cursor = { text, end: text.length, indent: -1, at: 0, depth: 0, comments };
  nextContent(cursor, 0);
  if (cursor.indent === -1) return undefined;
  try {
    return parse(cursor);
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

/** Goes to the first content at or behind the line that starts at `line`. */
function nextContent(cursor: Cursor, line: number): void {
  const { text, end } = cursor;
  let start = line;
  while (start < end) {
    let at = start;
    while (text.charCodeAt(at) === BLANK) at++;
    const code = text.charCodeAt(at);
    if (at < end && code !== NEWLINE && code !== RETURN && code !== HASH) {
      cursor.indent = at - start;
      cursor.at = at;
      return;
    }
    if (code === HASH && at < end) cursor.comments?.push(at);
    start = nextLine(cursor, at);
  }
  cursor.indent = -1;
  cursor.at = end;
}

function nextLine({ text, end }: Cursor, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? end : newline + 1;
}

const isDash = ({ text, at, end }: Cursor): boolean =>
  text.charCodeAt(at) === DASH && isSpaceOrEnd(text, at + 1, end);

function isSpaceOrEnd(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  return at >= end || code === BLANK || code === NEWLINE || code === RETURN;
}

function keyEnd({ text }: Cursor, at: number): number {
  key.lastIndex = at;
  return key.test(text) ? key.lastIndex - 1 : -1;
}

/** A collection on lines of its own. */
function parseCollection(cursor: Cursor): Node {
  if (isDash(cursor)) return parseSequence(cursor, cursor.indent);
  return parseMapping(cursor, cursor.indent);
}

function parseSequence(cursor: Cursor, indent: number): Node {
  descend(cursor);
  const start = cursor.at;
  const items: Node[] = [];
  while (cursor.indent === indent && isDash(cursor)) items.push(parseDash(cursor, indent));
  if (cursor.indent > indent) throw unsure;
  cursor.depth--;
  return { kind: 'sequence', items, range: { start, end: items.at(-1)?.range.end ?? start } };
}

function parseDash(cursor: Cursor, indent: number): Node {
  const dash = cursor.at;
  let at = dash + 1;
  while (cursor.text.charCodeAt(at) === BLANK) at++;
  if (keyEnd(cursor, at) !== -1) {
    cursor.at = at;
    cursor.indent = indent + at - dash;
    return parseMapping(cursor, cursor.indent);
  }
  return parseValue(cursor, dash + 1, indent, false);
}

function parseMapping(cursor: Cursor, indent: number): Node {
  descend(cursor);
  const start = cursor.at;
  const entries: Entry[] = [];
  do {
    const entry = parseKeyAndValue(cursor, indent);
    if (entries.length > MOST_KEYS || entries.some((before) => before.key.value === entry.key.value))
      throw unsure;
    entries.push(entry);
  } while (cursor.indent === indent && !isDash(cursor));
  if (cursor.indent > indent) throw unsure;
  cursor.depth--;
  const end = entries.at(-1)?.value.range.end ?? start;
  // As long as it is: a list that has grown keeps room for sixteen more, and there are thousands of these.
  return { kind: 'mapping', entries: [...entries], range: { start, end } };
}

function descend(cursor: Cursor): void {
  if (++cursor.depth > DEEPEST) throw unsure;
}

function parseKeyAndValue(cursor: Cursor, indent: number): Entry {
  const start = cursor.at;
  const end = keyEnd(cursor, start);
  if (end === -1) throw unsure;
  const { text } = cursor;
  const read = { style: 'plain', text, start, end, standing: 'key', parentIndent: indent } as const;
  const name = createScalar(read, text.slice(start, end));
  return { key: name, value: parseValue(cursor, end + 1, indent, true) };
}

/** What stands behind a `:` or a `-` whose offset behind it is `behind`. Moves on to the next content. */
function parseValue(cursor: Cursor, behind: number, indent: number, inMapping: boolean): Node {
  const { text, end } = cursor;
  let at = behind;
  while (text.charCodeAt(at) === BLANK) at++;
  const first = text[at] ?? '';
  if (at >= end || first === '\n' || first === '\r' || (first === '#' && at > behind)) {
    if (first === '#') cursor.comments?.push(at);
    nextContent(cursor, nextLine(cursor, at));
    // The items of a list may stand in the column of its key.
    if (cursor.indent > indent || (inMapping && cursor.indent === indent && isDash(cursor))) {
      return parseCollection(cursor);
    }
    return { kind: 'missing', range: { start: behind, end: behind } };
  }
  if (first === '"' || first === "'") return parseQuoted(cursor, at, indent, first);
  if (first === '[' || first === '{') return parseFlow(cursor, at, indent);
  if (first === '|' || first === '>') return parseBlock(cursor, at, indent);
  if (indicators.has(first) && (!'-?:'.includes(first) || isSpaceOrEnd(text, at + 1, end))) throw unsure;
  return parsePlain(cursor, at, indent);
}

function parseFlow(cursor: Cursor, start: number, indent: number): Node {
  const node = simpleFlowAt(cursor.text, start, indent);
  if (node === undefined) throw unsure;
  nextContent(cursor, nextLine(cursor, node.range.end));
  return node;
}

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

function parsePlain(cursor: Cursor, start: number, indent: number): Scalar {
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

function parseQuoted(cursor: Cursor, start: number, indent: number, quote: '"' | "'"): Scalar {
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

function parseBlock(cursor: Cursor, start: number, indent: number): Scalar {
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
