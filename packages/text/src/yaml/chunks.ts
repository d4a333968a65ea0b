import type { Range } from '../span.ts';

/**
 * A text cut at the entries of its top mapping and at the items of the lists in them. The pieces join up: each starts
 * at a line start and ends where the next begins.
 */
export interface Chunks {
  readonly entries: readonly ChunkedEntry[];
}

/** One entry of the top mapping, at column 0. */
export type ChunkedEntry =
  | { readonly kind: 'value'; readonly key: Range; readonly chunk: Range }
  | { readonly kind: 'items'; readonly key: Range; readonly dash: number; readonly items: readonly Range[] };

const entryStart = /([A-Za-z_][A-Za-z0-9_.-]*):(?: *)(?:( #[^\n]*|\r)?(?=\n|$))?/y;
const NEWLINE = 10;
const RETURN = 13;
const BLANK = 32;
const HASH = 35;
const DASH = 45;
const BYTE_ORDER_MARK = 0xfeff;

/** Nothing where the text has another shape: then it is read as a whole. */
export function chunksOf(text: string): Chunks | undefined {
  const entries: ChunkedEntry[] = [];
  let open: OpenEntry | undefined;
  let at = startOfContent(text);
  if (at === undefined) return undefined;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    let indent = 0;
    while (text.charCodeAt(at + indent) === BLANK) indent++;
    const first = text.charCodeAt(at + indent);
    const blank = at + indent >= text.length || first === NEWLINE || first === RETURN || first === HASH;
    if (!blank) {
      const dash = first === DASH && isSpace(text, at + indent + 1);
      if (indent === 0 && !dash) {
        if (open !== undefined) entries.push(close(open, at));
        open = openEntry(text, at);
        if (open === undefined) return undefined;
      } else if (open === undefined || !addLine(open, at, indent, dash)) return undefined;
    }
    at = next;
  }
  if (open === undefined) return undefined;
  entries.push(close(open, text.length));
  return { entries };
}

/** The offset of the first line that is not a comment or the mark `---`. */
function startOfContent(text: string): number | undefined {
  let at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const mark = /(?:[ ]*(?:#[^\n]*|\r)?\n)*---[ ]*\r?\n/y;
  mark.lastIndex = at;
  const match = mark.exec(text);
  if (match !== null) at += match[0].length;
  return text.charCodeAt(at) === BYTE_ORDER_MARK ? undefined : at;
}

interface OpenEntry {
  readonly start: number;
  readonly key: Range;
  /** Whether nothing stands behind the key in its line, so that a list may follow. */
  readonly bare: boolean;
  shape: 'unknown' | 'value' | 'items';
  indent: number;
  dash: number;
  readonly items: number[];
}

function openEntry(text: string, at: number): OpenEntry | undefined {
  entryStart.lastIndex = at;
  const match = entryStart.exec(text);
  if (match === null) return undefined;
  const key = { start: at, end: at + (match[1] ?? '').length };
  if (!isSpace(text, key.end + 1)) return undefined;
  const bare = at + match[0].length >= text.length || text.charCodeAt(at + match[0].length) === NEWLINE;
  return { start: at, key, bare, shape: bare ? 'unknown' : 'value', indent: 0, dash: 0, items: [] };
}

/** False where the line does not fit: text that is indented less than the list it should belong to. */
function addLine(open: OpenEntry, at: number, indent: number, dash: boolean): boolean {
  if (open.shape === 'unknown') {
    open.shape = dash ? 'items' : 'value';
    open.indent = indent;
    open.dash = at + indent;
  }
  if (open.shape === 'value') return indent > 0;
  if (indent === open.indent && dash) open.items.push(at);
  else if (indent <= open.indent) return false;
  return true;
}

function close(open: OpenEntry, end: number): ChunkedEntry {
  const { key, dash } = open;
  if (open.shape !== 'items') return { kind: 'value', key, chunk: { start: open.start, end } };
  const items = open.items.map((start, i) => ({ start, end: open.items[i + 1] ?? end }));
  return { kind: 'items', key, dash, items };
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    at >= text.length ||
    code === BLANK ||
    code === NEWLINE ||
    (code === RETURN && text.charCodeAt(at + 1) === NEWLINE)
  );
}
