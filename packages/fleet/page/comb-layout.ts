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

/** `width` and `height` are of the place, in CSS pixels. */
export function layoutComb(groups: readonly number[], width: number, height: number): CombLayout {
  let best: CombLayout | undefined;
  for (const size of sizes) {
    for (
      let columns = Math.max(1, Math.floor((width + gapX) / (narrowest + gapX)));
      columns >= 1;
      columns--
    ) {
      const layout = layoutAt(groups, width, size, columns);
      if (best === undefined || best.size > size || layout.height < best.height) best = layout;
    }
    if (best !== undefined && best.height <= height * patience) return best;
  }
  return best ?? layoutAt(groups, width, 8, 1);
}

function layoutAt(groups: readonly number[], width: number, size: number, columns: number): CombLayout {
  const gap = size >= 15 ? 3 : size >= 10 ? 2 : 1;
  const pitchX = size + gap;
  // Rows of a honeycomb lie three quarters of a cell's height below each other.
  const pitchY = Math.round(size * 1.1547 * 0.75 + gap * 0.9);
  const blockWidth = Math.floor((width - gapX * (columns - 1)) / columns);
  const inRow = Math.max(1, Math.floor((blockWidth - pitchX / 2) / pitchX));
  const blocks: Block[] = [];
  let y = 0;
  let tallest = 0;
  for (const [group, cells] of groups.entries()) {
    const column = group % columns;
    if (column === 0 && group > 0) {
      y += tallest + gapY;
      tallest = 0;
    }
    const rows = Math.ceil(cells / inRow);
    const height = headerHeight + rows * pitchY + Math.ceil(size * 0.35);
    blocks.push({
      group,
      x: column * (blockWidth + gapX),
      y,
      top: y + headerHeight,
      cells,
      columns: inRow,
      height,
    });
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
