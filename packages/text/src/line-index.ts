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
}

/** Lines end with `\n`, `\r\n` or a lone `\r`. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);

  const startOf = (line: number): number => starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;

  function lineRange(line: number): { start: number; end: number } {
    const start = startOf(line);
    const next = starts[Math.min(Math.max(line, 1), starts.length)];
    if (next === undefined) return { start, end: text.length };
    return { start, end: next - (text.startsWith('\r\n', next - 2) ? 2 : 1) };
  }

  return {
    lineCount: starts.length,
    lineRange,
    positionAt(offset) {
      const at = Math.min(Math.max(offset, 0), text.length);
      const line = lineOf(starts, at);
      const start = startOf(line);
      return { line, column: at - start + 1, characterColumn: characters(text, start, at) + 1 };
    },
    offsetAt(line, column) {
      const { start, end } = lineRange(line);
      return Math.min(start + Math.max(column, 1) - 1, end);
    },
  };
}

/** Editors ask for them after every keystroke: without a lone `\r` they are found without a match object for each. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r') && /\r(?!\n)/.test(text)) {
    for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The last line that starts at or before the offset, from 1. */
function lineOf(starts: readonly number[], offset: number): number {
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
