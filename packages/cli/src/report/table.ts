import { cells, cut, padEnd, padStart, wrap } from './cells.ts';
import type { Paint, Style } from './paint.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * A text that may hold colours already, or one with the style for it, which can then be cut; one that is `minor` is left out
 * where there is no room beside the others.
 */
export type Cell = string | { readonly text: string; readonly style: Style; readonly minor?: boolean };

/** What is left of the last column in a narrow terminal. */
const narrowest = 24;

/**
 * A table for a terminal: columns as wide as their widest cell, two blanks between them, titles faint, and no lines.
 * The last column is not padded; where the terminal's width is given, its styled cells are cut to what is left, and where
 * that is hardly anything, they stand below their rows.
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
  const fits = (row: readonly Cell[]): boolean => cells(textOf(row[last] ?? '')) <= (width ?? 0) - taken;
  const isBelow = width !== undefined && width - taken < narrowest && !rows.every(fits);
  const left = width === undefined ? undefined : Math.max(narrowest, width - taken);
  const beside = isBelow ? columns.slice(0, last) : columns;
  const line = (row: readonly Cell[]): string =>
    beside
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        const room = widths[index] ?? 0;
        if (align === 'right') return padStart(painted(cell), room);
        return index === last ? painted(cell, left) : padEnd(painted(cell), room);
      })
      .join('  ')
      .trimEnd();
  const below = (row: readonly Cell[]): readonly string[] =>
    isBelow ? belowRow(row[last] ?? '', width) : [];
  const titles = columns.map(({ title }) => paint.faint(title));
  return [line(titles), ...rows.flatMap((row) => [line(row), ...below(row)])]
    .map((text) => `${text}\n`)
    .join('');
}

const indent = '    ';

function belowRow(cell: Cell, width: number): readonly string[] {
  if (typeof cell === 'string') return cell === '' ? [] : [indent + cell];
  if (cell.minor === true || cell.text === '') return [];
  return wrap(cell.text, width - indent.length).map((line) => indent + cell.style(line));
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function painted(cell: Cell, room?: number): string {
  if (typeof cell === 'string') return cell;
  return cell.style(room === undefined ? cell.text : cut(cell.text, room));
}
