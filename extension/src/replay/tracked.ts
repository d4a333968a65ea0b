/** Places of an older text in the text of now, as far as no edit touched them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** One edit, as editors tell it: the text of a span was replaced by another. */
export interface Change {
  readonly range: Span;
  readonly text: string;
}

/** Where a span is after an edit; undefined where the edit was inside it, or at one of its ends. */
export function moved(span: Span, { range, text }: Change): Span | undefined {
  if (isBefore(span.end, range.start)) return span;
  if (!isBefore(range.end, span.start)) return undefined;
  const lines = text.split('\n');
  const last = lines[lines.length - 1] ?? '';
  const down = lines.length - 1 - (range.end.line - range.start.line);
  const endOfText = lines.length === 1 ? range.start.character + last.length : last.length;
  const shift = (at: Position): Position => ({
    line: at.line + down,
    character: at.line === range.end.line ? at.character - range.end.character + endOfText : at.character,
  });
  return { start: shift(span.start), end: shift(span.end) };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
