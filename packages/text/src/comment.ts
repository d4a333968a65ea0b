import type { Range } from './span.ts';

/** A comment of a YAML or HCL file. */
export interface Comment {
  /** With its marks, without the line break behind it. */
  readonly range: Range;
  /** Without marks and the blanks around. */
  readonly text: string;
}

/** The comment that stands at a place; `range` takes in its marks. */
export function commentAt(text: string, range: Range): Comment {
  const whole = text.slice(range.start, range.end);
  return { range, text: withoutMarks(whole).trim() };
}

/** One between `/*` and the end of the file has no mark at its end. */
function withoutMarks(whole: string): string {
  if (whole.startsWith('/*'))
    return whole.length >= 4 && whole.endsWith('*/') ? whole.slice(2, -2) : whole.slice(2);
  return whole.slice(whole.startsWith('//') ? 2 : 1);
}
