import type { Output } from '../output.ts';
import { wrap as breakAt, cells, padEnd } from '../report/cells.ts';
import { type Paint, paintFor } from '../report/paint.ts';

/** Where lines go: to a terminal of some width, or into a pipe, where they are as long as they are. */
export interface Page {
  readonly columns: number | undefined;
  readonly paint: Paint;
}

/** Lines get no longer than this, however wide the window: nobody reads further. */
const widest = 120;

export function pageOf(output: Pick<Output, 'colour' | 'columns'>): Page {
  const { columns } = output;
  return {
    columns: columns === undefined ? undefined : Math.min(Math.max(columns, 40), widest),
    paint: paintFor(output),
  };
}

/** The text in lines that fit, each behind the indent. */
export function wrap(text: string, { columns }: Page, indent = 0): readonly string[] {
  const lines = columns === undefined ? [text] : breakAt(text, Math.max(columns - indent, 20));
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** A label in front of a text that stays in its own column. */
export function entry(label: string, text: string, page: Page, width = 12): readonly string[] {
  const [first = '', ...more] = wrap(text, page, width);
  return [`${padEnd(page.paint.name(label), width)}${first.slice(width)}`, ...more];
}

export interface Row {
  readonly cells: readonly string[];
  /** In as many lines as it takes, in the last column. */
  readonly text: string;
}

/**
 * Rows of short cells with a longer text at the end: in columns where that leaves the text room enough, else with the text
 * below its row. A pipe gets one line a row.
 */
export function rowsWithText(rows: readonly Row[], page: Page): readonly string[] {
  const { columns, paint } = page;
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.cells.entries()) widths[at] = Math.max(widths[at] ?? 0, cells(cell));
  }
  const start = widths.reduce((sum, width) => sum + width + 2, 0);
  const below = columns !== undefined && columns - start < 36;
  return rows.flatMap(({ cells: [name = '', ...others], text }) => {
    const head = [paint.strong(name), ...others].map((cell, at) => padEnd(cell, widths[at] ?? 0)).join('  ');
    if (text === '') return [head.trimEnd()];
    if (below) return [head.trimEnd(), ...wrap(text, page, 4).map(paint.faint)];
    const [first = '', ...more] = wrap(text, page, start);
    return [`${head}  ${first.slice(start)}`, ...more];
  });
}
