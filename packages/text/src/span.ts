/**
 * A stretch of an expression's decoded text, in UTF-16 code units, end exclusive.
 * Spans stay inside the rooms `language` and `logic`; everything a user sees carries a {@link Location}.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a document's own text, in UTF-16 code units from its start, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where something stands in a file the user has. `document` is the name the caller gave the file. */
export interface Location {
  readonly document: string;
  readonly range: Range;
}

/** Replace `range` of a document by `text`. */
export interface Edit {
  readonly location: Location;
  readonly text: string;
}

/** Applies edits that do not overlap to one document's text. */
export function applyEdits(text: string, edits: readonly { readonly range: Range; readonly text: string }[]): string {
  const ordered = [...edits].sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
  let result = text;
  for (const edit of ordered) {
    result = result.slice(0, edit.range.start) + edit.text + result.slice(edit.range.end);
  }
  return result;
}
