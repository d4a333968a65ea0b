import { createScalar, type Entry, type Node } from '../positioned-node.ts';
import { BLANK, type Cursor, isSpaceOrEnd, nextContent, nextLine, unsure } from './block-cursor.ts';
import { parseBlock, parsePlain, parseQuoted } from './block-scalars.ts';
import { simpleFlowAt } from './flow-list.ts';

/*
 * The common shapes of policies, read at once: block mappings with plain keys, block lists, flow lists of a line, and
 * scalars of every style, without tabs, tags, anchors, other flow collections or comments in odd places. What is anything
 * else, or wrong, ends the attempt, and the `yaml` library reads the text instead: this parser may not know what it reads,
 * but never guesses. Its judge is the library, in `read-chunked.test.ts`.
 */

const DASH = 45;
const DEEPEST = 40;
const MOST_KEYS = 64;

const key = /[A-Za-z_][A-Za-z0-9_.-]*:(?=[ \r\n]|$)/y;
/** Characters that give plain text another meaning when they come first. `-`, `?` and `:` may start text, rarely. */
const indicators: ReadonlySet<string> = new Set([...'-?:,[]{}#&*!|>\'"%@`']);

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

const isDash = ({ text, at, end }: Cursor): boolean =>
  text.charCodeAt(at) === DASH && isSpaceOrEnd(text, at + 1, end);

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
