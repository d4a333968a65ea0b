import type { Range } from './span.ts';

/** A comment of a YAML or HCL file. */
export interface Comment {
  /** With its marks, without the line break behind it. */
  readonly range: Range;
  /** Without marks and the blanks around. */
  readonly text: string;
}

const marks = /^(?:#|\/\/)|^\/\*|(?<=^\/\*.*)\*\/$/gs;

/** The comment that stands at a place; `range` takes in its marks. */
export function commentAt(text: string, range: Range): Comment {
  return { range, text: text.slice(range.start, range.end).replace(marks, '').trim() };
}
