/** Where the cells of a honeycomb stand: groups as blocks of equal width, cells as large as the place allows. */

export interface Block {
  /** Into the groups. */
  readonly group: number;
  readonly x: number;
  readonly y: number;
  /** Of the first row of cells. */
  readonly top: number;
  readonly cells: number;
  readonly columns: number;
  readonly height: number;
}

export interface CombLayout {
  /** The width of a cell, without the gap. */
  readonly size: number;
  readonly pitchX: number;
  readonly pitchY: number;
  readonly blockWidth: number;
  readonly blocks: readonly Block[];
  readonly height: number;
}

const sizes = [30, 24, 19, 15, 12, 10, 8];
/** Between the edge of the place and the cells: a ring around the first has room. */
export const inset = 12;
export const headerHeight = 30;
const narrowest = 210;
const gapX = 28;
const gapY = 18;
/** So much of the honeycomb may lie below the fold before smaller cells are taken. */
const patience = 1.6;

interface Measures {
  readonly size: number;
  readonly pitchX: number;
  readonly pitchY: number;
  /** Blocks beside each other. */
  readonly columns: number;
  readonly blockWidth: number;
  /** Cells in a row of a block. */
  readonly inRow: number;
}

/** `width` and `height` are of the place, in CSS pixels. */
export function layoutComb(groups: readonly number[], width: number, height: number): CombLayout {
  const most = Math.max(1, Math.floor((width + gapX) / (narrowest + gapX)));
  let best: { readonly measures: Measures; readonly height: number } | undefined;
  for (const size of sizes) {
    for (let columns = most; columns >= 1; columns--) {
      const measures = measuresOf(width, size, columns);
      const whole = heightOf(groups, measures);
      if (best === undefined || best.measures.size > size || whole < best.height)
        best = { measures, height: whole };
    }
    if (best !== undefined && best.height <= height * patience) break;
  }
  return laidOut(groups, best?.measures ?? measuresOf(width, 8, 1));
}

function measuresOf(width: number, size: number, columns: number): Measures {
  const gap = size >= 15 ? 3 : size >= 10 ? 2 : 1;
  const pitchX = size + gap;
  // Rows of a honeycomb lie three quarters of a cell's height below each other.
  const pitchY = Math.round(size * 1.1547 * 0.75 + gap * 0.9);
  const blockWidth = Math.floor((width - gapX * (columns - 1)) / columns);
  return {
    size,
    pitchX,
    pitchY,
    columns,
    blockWidth,
    inRow: Math.max(1, Math.floor((blockWidth - pitchX / 2) / pitchX)),
  };
}

function blockHeight(cells: number, { inRow, pitchY, size }: Measures): number {
  return headerHeight + Math.ceil(cells / inRow) * pitchY + Math.ceil(size * 0.35);
}

/** Many layouts are tried, and one is taken: only of that one the blocks are made. */
function heightOf(groups: readonly number[], measures: Measures): number {
  let height = 0;
  for (let start = 0; start < groups.length; start += measures.columns) {
    let tallest = 0;
    for (let group = start; group < Math.min(groups.length, start + measures.columns); group++)
      tallest = Math.max(tallest, blockHeight(groups[group] ?? 0, measures));
    height += tallest + (start > 0 ? gapY : 0);
  }
  return height;
}

function laidOut(groups: readonly number[], measures: Measures): CombLayout {
  const { size, pitchX, pitchY, columns, blockWidth, inRow } = measures;
  const blocks: Block[] = [];
  let y = 0;
  let tallest = 0;
  for (const [group, cells] of groups.entries()) {
    const column = group % columns;
    if (column === 0 && group > 0) {
      y += tallest + gapY;
      tallest = 0;
    }
    const height = blockHeight(cells, measures);
    const x = column * (blockWidth + gapX);
    blocks.push({ group, x, y, top: y + headerHeight, cells, columns: inRow, height });
    tallest = Math.max(tallest, height);
  }
  return { size, pitchX, pitchY, blockWidth, blocks, height: y + tallest };
}

/** The middle of a cell. */
export function centreOf(
  { pitchX, pitchY, size }: CombLayout,
  { x, top, columns }: Block,
  cell: number,
): { readonly x: number; readonly y: number } {
  const row = Math.floor(cell / columns);
  const shift = row % 2 === 1 ? pitchX / 2 : 0;
  return { x: x + (cell % columns) * pitchX + shift + size / 2, y: top + row * pitchY + size * 0.58 };
}

/** Those of which something lies between two heights. */
export function blocksWithin({ blocks }: CombLayout, from: number, to: number): readonly Block[] {
  return blocks.filter(({ y, height }) => y < to && y + height > from);
}

export interface Cell {
  readonly block: Block;
  readonly cell: number;
}

/** The cell at a point; nothing between cells. */
export function cellAt(layout: CombLayout, x: number, y: number): Cell | undefined {
  const { pitchX, pitchY, size, blockWidth } = layout;
  const block = layout.blocks.find(
    (each) => x >= each.x && x < each.x + blockWidth && y >= each.top && y < each.y + each.height,
  );
  if (block === undefined) return undefined;
  let best: { readonly cell: number; readonly distance: number } | undefined;
  const near = Math.floor((y - block.top) / pitchY);
  for (const row of [near - 1, near]) {
    const shift = row % 2 === 1 ? pitchX / 2 : 0;
    const column = Math.floor((x - block.x - shift) / pitchX);
    const cell = row * block.columns + column;
    if (row < 0 || column < 0 || column >= block.columns || cell >= block.cells) continue;
    const centre = centreOf(layout, block, cell);
    const distance = Math.hypot(centre.x - x, centre.y - y);
    if (best === undefined || distance < best.distance) best = { cell, distance };
  }
  return best === undefined || best.distance > size * 0.62 ? undefined : { block, cell: best.cell };
}
