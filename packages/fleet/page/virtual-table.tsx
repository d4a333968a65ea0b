/** A table of which only the rows that can be seen are there: readers of screens are told how many there are. */
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface TableColumn {
  readonly title: string;
  /** Its part of the width, against those of the others. */
  readonly weight: number;
  readonly isNumber?: boolean;
}

interface Props {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** The cells of a row; the first is what is focused and opened. */
  readonly cells: (row: number) => readonly ComponentChildren[];
  readonly onOpen: (row: number) => void;
  readonly isOpen: (row: number) => boolean;
  /** Rows that are shown at once, where there are so many. */
  readonly height: number;
}

const rowHeight = 34;
/** Rows beyond the edges, so that a step of scrolling finds them drawn. */
const margin = 6;

export function VirtualTable({ label, columns, rows, cells, onOpen, isOpen, height }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(0);
  const wanted = useRef(-1);
  const visible = Math.min(rows, height);
  const highest = Math.floor(Math.min(top, (rows - visible) * rowHeight) / rowHeight);
  const first = Math.max(0, highest - margin);
  const last = Math.min(rows, highest + visible + margin);
  const focused = Math.min(current, rows - 1);
  // The tab key stops at one row: the last one that had the focus, or the nearest that is there.
  const stop = Math.min(Math.max(focused, first), last - 1);

  // A row that was scrolled to is there after it is drawn.
  useLayoutEffect(() => {
    const button = box.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (button === null || button === undefined) return;
    wanted.current = -1;
    button.focus({ preventScroll: true });
  });

  const go = (row: number): void => {
    const element = box.current;
    if (element === null) return;
    const to = Math.max(0, Math.min(rows - 1, row));
    wanted.current = to;
    const space = element.clientHeight - rowHeight;
    if (to * rowHeight < element.scrollTop) element.scrollTop = to * rowHeight;
    else if ((to + 1) * rowHeight > element.scrollTop + space)
      element.scrollTop = (to + 1) * rowHeight - space;
    setCurrent(to);
    setTop(element.scrollTop);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      Home: 0,
      End: rows - 1,
      PageDown: focused + visible - 1,
      PageUp: focused - visible + 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const whole = columns.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div
      class="table-box"
      ref={box}
      style={{ maxHeight: `${(visible + 1) * rowHeight + 3}px` }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <table
        class="virtual"
        aria-label={label}
        aria-rowcount={rows + 1}
        style={{ marginTop: `${first * rowHeight}px`, marginBottom: `${(rows - last) * rowHeight}px` }}
      >
        <colgroup>
          {columns.map(({ title, weight }) => (
            <col key={title} style={{ width: `${(100 * weight) / whole}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" class={isNumber === true ? 'number' : ''}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: last - first }, (_, index) => {
            const row = first + index;
            const [name, ...others] = cells(row);
            return (
              <tr key={row} aria-rowindex={row + 2} class={isOpen(row) ? 'is-open' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    class="row-name"
                    data-row={row}
                    tabIndex={row === stop ? 0 : -1}
                    onFocus={() => setCurrent(row)}
                    onClick={() => onOpen(row)}
                    onKeyDown={onKeyDown}
                  >
                    {name}
                  </button>
                </th>
                {others.map((cell, at) => (
                  <td key={columns[at + 1]?.title} class={columns[at + 1]?.isNumber === true ? 'number' : ''}>
                    {cell}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
