import { cells, cut, padEnd, padStart } from './cells.ts';
import type { Paint, Style } from './paint.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A text that may hold colours already, or one with the style for it, which can then be cut. */
export type Cell = string | { readonly text: string; readonly style: Style };

/** What is left of the last column in a narrow terminal. */
const narrowest = 24;

/**
 * A table for a terminal: columns as wide as their widest cell, two blanks between them, titles faint, and no lines.
 * The last column is not padded; where the terminal's width is given, its styled cells are cut to what is left.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
  width?: number,
): string {
  const last = columns.length - 1;
  const widths = columns.map(({ title }, index) =>
    Math.max(cells(title), ...rows.map((row) => cells(textOf(row[index] ?? '')))),
  );
  const taken = widths.slice(0, last).reduce((sum, each) => sum + each + 2, 0);
  const left = width === undefined ? undefined : Math.max(narrowest, width - taken);
  const line = (row: readonly Cell[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        const room = widths[index] ?? 0;
        if (align === 'right') return padStart(painted(cell), room);
        return index === last ? painted(cell, left) : padEnd(painted(cell), room);
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => paint.faint(title))), ...rows.map(line)]
    .map((text) => `${text}\n`)
    .join('');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function painted(cell: Cell, room?: number): string {
  if (typeof cell === 'string') return cell;
  return cell.style(room === undefined ? cell.text : cut(cell.text, room));
}
