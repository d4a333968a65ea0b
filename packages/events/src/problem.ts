import { fillMessage, type Problem } from '@secl/text';
import { type EventProblemCode, eventProblems } from './problems.ts';

/** A line of a recording, or the text of one object that is not one line, and where it stands. */
export interface LineAt {
  readonly document: string;
  readonly text: string;
  /** Of its first character, from 1. */
  readonly line: number;
  /** Of its first character, from 1. */
  readonly column: number;
  /** Of its first character, in UTF-16 code units from the start of the decompressed text. */
  readonly offset: number;
  /** What it is; a line if not given. */
  readonly unit?: SourceUnit;
}

/** What a recording is counted in: lines, objects of a JSON file that is not one a line, or blocks of a binary format. */
export type SourceUnit = 'line' | 'object' | 'block';

/** A problem in a recording, which is read as a stream: the place is also given as line and column. */
export interface EventProblem extends Problem {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** `start` and `end` count from the first character of the line. */
export function eventProblem(
  code: EventProblemCode,
  at: LineAt,
  start: number,
  end: number,
  values: Readonly<Record<string, string | number>> = {},
): EventProblem {
  const kind = eventProblems[code];
  const lastLineEnd = at.text.lastIndexOf('\n', start - 1);
  const isFirstLine = start === 0 || lastLineEnd < 0;
  return {
    code,
    severity: kind.severity,
    message: fillMessage(kind.message, { unit: at.unit ?? 'line', ...shortened(values) }),
    place: { document: at.document, range: { start: at.offset + start, end: at.offset + end } },
    related: [],
    line: isFirstLine ? at.line : at.line + at.text.slice(0, start).split('\n').length - 1,
    column: isFirstLine ? at.column + start : start - lastLineEnd,
  };
}

/** What a recording says can be as long as its lines; a message about it is read by people. */
const longest = 400;

function shortened(
  values: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  const isLong = (value: string | number): value is string =>
    typeof value === 'string' && value.length > longest;
  if (!Object.values(values).some(isLong)) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isLong(value) ? `${value.slice(0, longest)}…` : value,
    ]),
  );
}

/** The recording breaks off in the last that there is of it. */
export function cutProblem(last: LineAt): EventProblem {
  return eventProblem('events/cut', last, 0, 0, { detail: `its last ${last.unit ?? 'line'} has no end` });
}
