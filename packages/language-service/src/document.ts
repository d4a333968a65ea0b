import { applyEdits, createLineIndex, type LineIndex, type Range as Offsets } from '@secl/text';
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

/** What a client says of an edit: a place in the text and what stands there now, or all of the text. */
export type TextChange = { readonly range: Range; readonly text: string } | { readonly text: string };

export function documentOf(
  uri: string,
  path: string,
  text: string,
  version: number | undefined,
  known?: LineIndex,
): EditorDocument {
  let lines = known;
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

/** A document after the changes that a client sends, each of which counts in the text after the one before. */
export function changedDocument(
  before: EditorDocument,
  version: number,
  changes: readonly TextChange[],
): EditorDocument {
  const { uri, path } = before;
  let now = before;
  for (const change of changes) {
    if (!('range' in change)) {
      now = documentOf(uri, path, change.text, version);
      continue;
    }
    const edit = { range: offsetsOf(now, change.range), text: change.text };
    const text = applyEdits(now.text, [edit]);
    now = documentOf(uri, path, text, version, now.lines.edited(edit, text));
  }
  return now;
}

/** The protocol counts lines and UTF-16 units from 0. */
export function positionOf({ lines, text }: EditorDocument, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), text.length);
  const line = lines.lineAt(at);
  return { line: line - 1, character: at - lines.startOf(line) };
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
