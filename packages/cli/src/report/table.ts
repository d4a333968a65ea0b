import { cells, padEnd, padStart } from './cells.ts';
import type { Paint } from './paint.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * A table for a terminal: columns as wide as their widest cell, two blanks between them, titles faint, and no lines.
 * Cells may be coloured; the last column is not padded and may be as long as it likes.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(cells(title), ...rows.map((row) => cells(row[index] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        if (align === 'right') return padStart(cell, widths[index] ?? 0);
        return index === columns.length - 1 ? cell : padEnd(cell, widths[index] ?? 0);
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => paint.faint(title))), ...rows.map(line)]
    .map((text) => `${text}\n`)
    .join('');
}
