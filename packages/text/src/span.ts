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

/** An {@link Edit} whose document is known from where it stands. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/**
 * Applies edits to one document's text, in whatever order they come. Several insertions at one place are written
 * in the order given. Edits that overlap, or reach outside the text, are a mistake of the caller: RangeError.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let done = 0;
  for (const { range, text: replacement } of ordered) {
    if (range.start < done || range.end < range.start || range.end > text.length) {
      throw new RangeError(`edit ${range.start}-${range.end} overlaps another or leaves the text`);
    }
    result += text.slice(done, range.start) + replacement;
    done = range.end;
  }
  return result + text.slice(done);
}
