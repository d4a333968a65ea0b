import { createLineIndex, type LineIndex, type Range as Offsets } from '@secl/text';
import type { Position, Range } from 'vscode-languageserver-types';

/** A text that an editor shows, or one beside it that belongs to the same rule sets. */
export interface EditorDocument {
  readonly uri: string;
  /** Where it lies in its folder. */
  readonly path: string;
  /** What the editor calls this text; undefined for a file that is not open. */
  readonly version: number | undefined;
  readonly text: string;
  readonly lines: LineIndex;
}

export function documentOf(
  uri: string,
  path: string,
  text: string,
  version: number | undefined,
): EditorDocument {
  let lines: LineIndex | undefined;
  return {
    uri,
    path,
    version,
    text,
    get lines() {
      lines ??= createLineIndex(text);
      return lines;
    },
  };
}

/** The protocol counts lines and UTF-16 units from 0. */
export function positionOf({ lines }: EditorDocument, offset: number): Position {
  const { line, column } = lines.positionAt(offset);
  return { line: line - 1, character: column - 1 };
}

export function rangeOf(document: EditorDocument, { start, end }: Offsets): Range {
  return { start: positionOf(document, start), end: positionOf(document, end) };
}

/** Places behind the end of a line, or of the text, count as that end. */
export function offsetOf({ lines, text }: EditorDocument, { line, character }: Position): number {
  return line >= lines.lineCount ? text.length : lines.offsetAt(line + 1, character + 1);
}

export function offsetsOf(document: EditorDocument, { start, end }: Range): Offsets {
  const from = offsetOf(document, start);
  return { start: from, end: Math.max(from, offsetOf(document, end)) };
}
