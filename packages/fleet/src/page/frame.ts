/** The lines of a file around a place, as the page shows them. */
import type { Place } from '../report/report.ts';

export interface Frame {
  /** The number of the first line, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** Lines before and behind the place. */
const around = 1;
/** Of a place over many lines the first are shown. */
const most = 8;
/** A line longer than this was made by a program: nobody reads it in a card. */
const longestLine = 2000;

export function frameOf({ line, endLine }: Place, text: string | undefined): Frame | null {
  if (text === undefined) return null;
  const all = text.replace(/(?:\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);
  const first = Math.max(1, line - around);
  const last = Math.min(all.length, endLine + around, line + most);
  const lines = all.slice(first - 1, last).map((each) => each.slice(0, longestLine));
  return lines.length === 0 ? null : { first, lines };
}
