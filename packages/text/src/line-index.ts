import type { TextEdit } from './span.ts';

/** A place as people and editors count it. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** From 1, in characters (code points), as agents count. */
  readonly characterColumn: number;
}

export interface LineIndex {
  readonly lineCount: number;
  /** Offsets outside the text count as its ends. */
  positionAt(offset: number): Position;
  /** The offset of a line and a UTF-16 column, both from 1; a column behind the line's end counts as that. */
  offsetAt(line: number, column: number): number;
  /** Where a line's text starts and ends, its line break left out. */
  lineRange(line: number): { readonly start: number; readonly end: number };
  /** The line of an offset, from 1: all that is asked for where it is asked for very often. */
  lineAt(offset: number): number;
  /** Where a line starts. */
  startOf(line: number): number;
  /** The index of the text after an edit, which only looks at the lines around it. `text` is that after it. */
  edited(edit: TextEdit, text: string): LineIndex;
}

/** Lines end with `\n`, `\r\n` or a lone `\r`. */
export function createLineIndex(text: string): LineIndex {
  return indexOf(text, Uint32Array.from(lineStarts(text)));
}

function indexOf(text: string, starts: Uint32Array): LineIndex {
  const startOf = (line: number): number => starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;
  const within = (offset: number): number => Math.min(Math.max(offset, 0), text.length);

  function lineRange(line: number): { start: number; end: number } {
    const start = startOf(line);
    const next = starts[Math.min(Math.max(line, 1), starts.length)];
    if (next === undefined) return { start, end: text.length };
    return { start, end: next - (text.startsWith('\r\n', next - 2) ? 2 : 1) };
  }

  return {
    lineCount: starts.length,
    lineRange,
    startOf,
    lineAt: (offset) => lineOf(starts, within(offset)),
    positionAt(offset) {
      const at = within(offset);
      const line = lineOf(starts, at);
      const start = startOf(line);
      return { line, column: at - start + 1, characterColumn: characters(text, start, at) + 1 };
    },
    offsetAt(line, column) {
      const { start, end } = lineRange(line);
      return Math.min(start + Math.max(column, 1) - 1, end);
    },
    edited: (edit, after) => indexOf(after, startsAfter(starts, edit, after)),
  };
}

/**
 * Lines are looked for from the line in front of the edit, whose break may become half of one, to the end of the one in
 * which it ends.
 */
function startsAfter(starts: Uint32Array, { range, text: inserted }: TextEdit, after: string): Uint32Array {
  const kept = Math.max(lineOf(starts, range.start) - 1, 1);
  const behind = starts.subarray(lineOf(starts, range.end));
  const moved = inserted.length - (range.end - range.start);
  const from = starts[kept - 1] ?? 0;
  const to = (behind[0] ?? after.length - moved) + moved;
  const between = lineStarts(after.slice(from, to))
    .slice(1)
    .map((start) => from + start)
    .filter((start) => behind.length === 0 || start < to);
  const result = new Uint32Array(kept + between.length + behind.length);
  result.set(starts.subarray(0, kept));
  result.set(between, kept);
  for (let at = 0, to = kept + between.length; at < behind.length; at++, to++)
    result[to] = (behind[at] ?? 0) + moved;
  return result;
}

/** Editors ask for them after every keystroke: without a lone `\r` they are found without a match object for each. */
function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r') && /\r(?!\n)/.test(text)) {
    for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The last line that starts at or before the offset, from 1. */
function lineOf(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function characters(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; count++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}
