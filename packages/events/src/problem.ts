import { fillMessage, type Problem } from '@secl/text';
import { type EventProblemCode, eventProblems } from './problems.ts';

/** Where a line stands in its recording. */
export interface LineAt {
  readonly document: string;
  /** From 1. */
  readonly line: number;
  /** Of its first character, in UTF-16 code units from the start of the decompressed text. */
  readonly offset: number;
}

/** A problem in a recording, which is read as a stream: the place is also given as line and column. */
export interface EventProblem extends Problem {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** `start` and `end` count from the line's first character. */
export function eventProblem(
  code: EventProblemCode,
  at: LineAt,
  start: number,
  end: number,
  values: Readonly<Record<string, string | number>> = {},
): EventProblem {
  const kind = eventProblems[code];
  return {
    code,
    severity: kind.severity,
    message: fillMessage(kind.message, values),
    place: { document: at.document, range: { start: at.offset + start, end: at.offset + end } },
    related: [],
    line: at.line,
    column: start + 1,
  };
}
