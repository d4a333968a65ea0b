/** Where the reader of plain shapes is in its text, and how it moves from line to line. */

export const NEWLINE = 10;
export const RETURN = 13;
export const BLANK = 32;
export const HASH = 35;

class Unsure extends Error {}

/** Ends the attempt: what stands here is no plain shape. */
export const unsure = new Unsure('not a plain shape');

/** A reader's place: the line of the next content, behind blank lines and comments. */
export interface Cursor {
  readonly text: string;
  readonly end: number;
  /** Column of the next content; -1 at the end. */
  indent: number;
  at: number;
  depth: number;
  /** Where comments start that were passed. */
  readonly comments: number[] | undefined;
}

/** Goes to the first content at or behind the line that starts at `line`. */
export function nextContent(cursor: Cursor, line: number): void {
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

export function nextLine({ text, end }: Cursor, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? end : newline + 1;
}

export function isSpaceOrEnd(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  return at >= end || code === BLANK || code === NEWLINE || code === RETURN;
}
