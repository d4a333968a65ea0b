/** The honeycomb: one stop of the tab key, arrows go from cell to cell, and what is under them is said. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { drawComb } from './comb-draw.ts';
import { headerOf } from './comb-headers.tsx';
import {
  blocksWithin,
  type Cell,
  type CombLayout,
  cellAt,
  centreOf,
  inset,
  layoutComb,
} from './comb-layout.ts';
import { stepFrom } from './comb-steps.ts';
import { textOf } from './fleet.ts';
import { cardOf, memberOf } from './links.ts';
import { lookOf } from './looks.ts';
import { usePage } from './page-context.ts';
import { Sign, shown } from './text.tsx';

export function Comb({ height }: { readonly height: number }): JSX.Element {
  const { fleet, selection, state, go, looks } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [scroll, setScroll] = useState(0);
  const [under, setUnder] = useState<Cell | undefined>();
  const [focused, setFocused] = useState<Cell | undefined>();
  const [said, setSaid] = useState('');

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);

  const layout = useMemo<CombLayout>(
    () =>
      layoutComb(
        selection.groups.map(({ start, end }) => end - start),
        Math.max(0, width - 2 * inset),
        height,
      ),
    [selection, width, height],
  );
  const memberAt = ({ block, cell }: Cell): number =>
    selection.members[(selection.groups[block.group]?.start ?? 0) + cell] ?? -1;
  const open = memberOf(fleet, state.card);
  const shownHeight = Math.min(height, layout.height + 2 * inset);

  // Another selection has other cells.
  useEffect(() => {
    setUnder(undefined);
    setFocused(undefined);
    if (box.current !== null) box.current.scrollTop = 0;
    setScroll(0);
  }, [selection]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null || width === 0) return;
    const scale = window.devicePixelRatio;
    const [wide, high] = [Math.round(element.clientWidth * scale), Math.round(element.clientHeight * scale)];
    // Set to what it is, a size empties the picture all the same.
    if (element.width !== wide) element.width = wide;
    if (element.height !== high) element.height = high;
    const style = getComputedStyle(element);
    const visible = blocksWithin(layout, scroll, scroll + height);
    const marked = [focused, under, cellOf(open)].filter((cell) => cell !== undefined);
    drawComb(element, {
      layout,
      palette: {
        states: selection.lens.states,
        colourOf: (name) => style.getPropertyValue(`--${lookOf(name).colour}`).trim(),
        focus: style.getPropertyValue('--ink').trim(),
      },
      stateAt: (place) => selection.lens.of(selection.members[place] ?? 0),
      startOf: (group) => selection.groups[group]?.start ?? 0,
      scroll: scroll - inset,
      marked: marked.filter(({ block }) => visible.includes(block)),
    });
  }, [layout, selection, scroll, under, focused, looks, width, state.card, shownHeight]);

  function cellOf(member: number): Cell | undefined {
    if (member === -1) return undefined;
    const place = selection.members.indexOf(member);
    const group = selection.groups.findIndex(({ start, end }) => place >= start && place < end);
    const block = layout.blocks[group];
    return block === undefined ? undefined : { block, cell: place - (selection.groups[group]?.start ?? 0) };
  }

  const pointAt = (event: MouseEvent): Cell | undefined => {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds === undefined) return undefined;
    return cellAt(layout, event.clientX - bounds.left - inset, event.clientY - bounds.top + scroll - inset);
  };
  const words = (cell: Cell): string => {
    const member = memberAt(cell);
    const name = selection.lens.states[selection.lens.of(member)];
    const group = selection.groups[cell.block.group];
    return `${shown(fleet.names[member] ?? '')}, ${name === undefined ? '' : lookOf(name).words}, ${selection.grouping.kind} ${shown(group?.name ?? '')}, ${cell.cell + 1} of ${cell.block.cells}`;
  };
  const focusOn = (cell: Cell): void => {
    setFocused(cell);
    setSaid(words(cell));
    const { y } = centreOf(layout, cell.block, cell.cell);
    const element = box.current;
    if (element === null) return;
    const margin = layout.size * 2;
    const first = cell.cell < cell.block.columns ? cell.block.y : y - margin;
    if (first < element.scrollTop) element.scrollTop = Math.max(0, first);
    else if (y + margin > element.scrollTop + element.clientHeight)
      element.scrollTop = y + margin - element.clientHeight;
  };
  const openCell = (cell: Cell): void => {
    const name = fleet.names[memberAt(cell)];
    if (name !== undefined) go({ card: cardOf('host', name) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = focused ?? cellOf(open);
    if ((event.key === 'Enter' || event.key === ' ') && from !== undefined) {
      event.preventDefault();
      openCell(from);
      return;
    }
    const to = stepFrom(layout, from, event.key);
    if (to === undefined) return;
    event.preventDefault();
    focusOn(to);
  };
  const tip = under ?? focused;

  return (
    <div class="comb-frame">
      <div
        ref={box}
        class="comb"
        role="application"
        aria-label={`Honeycomb of ${selection.members.length} hosts and tasks by ${selection.grouping.kind}. Arrow keys go from cell to cell, Page Up and Page Down from group to group, Enter opens a card. The table below holds the same.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is walked through with keys
        tabIndex={0}
        style={{ height: `${shownHeight}px` }}
        onScroll={(event) => {
          setScroll(event.currentTarget.scrollTop);
          setUnder(undefined);
        }}
        onMouseMove={(event) => {
          const cell = pointAt(event);
          if (cell?.block !== under?.block || cell?.cell !== under?.cell) setUnder(cell);
        }}
        onMouseLeave={() => setUnder(undefined)}
        onClick={(event) => {
          const cell = pointAt(event);
          if (cell === undefined) return;
          setFocused(cell);
          openCell(cell);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setFocused(undefined)}
      >
        <div class="comb-space" style={{ height: `${layout.height + 2 * inset}px` }}>
          <canvas
            ref={canvas}
            class={under === undefined ? '' : 'over'}
            style={{ height: `${shownHeight}px` }}
          />
          {blocksWithin(layout, scroll - 100, scroll + height + 100).map((block) =>
            headerOf(fleet, selection, layout, block, go),
          )}
          {tip === undefined ? null : <Tip cell={tip} layout={layout} width={width} member={memberAt(tip)} />}
        </div>
      </div>
      <p class="spoken" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function Tip({
  cell,
  layout,
  width,
  member,
}: {
  readonly cell: Cell;
  readonly layout: CombLayout;
  readonly width: number;
  readonly member: number;
}): JSX.Element {
  const { fleet, selection } = usePage();
  const { x, y } = centreOf(layout, cell.block, cell.cell);
  const name = selection.lens.states[selection.lens.of(member)];
  const isRight = x > width * 0.6;
  const facts = [textOf(fleet, 'agent', member), textOf(fleet, 'cluster', member)].filter(
    (fact) => fact !== undefined,
  );
  return (
    <div
      class="tip"
      style={{
        top: `${y + inset + layout.size * 0.8}px`,
        ...(isRight ? { right: `${width - x - inset}px` } : { left: `${x + inset}px` }),
      }}
      aria-hidden="true"
    >
      <strong>{shown(fleet.names[member] ?? '')}</strong>
      {name === undefined ? null : (
        <span class="state">
          <Sign state={name} /> {lookOf(name).words}
        </span>
      )}
      {facts.length === 0 ? null : <span class="faint">{facts.map(shown).join(' · ')}</span>}
    </div>
  );
}
