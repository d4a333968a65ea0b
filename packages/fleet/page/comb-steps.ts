/** Where a key leads to in the honeycomb. */
import type { Block, Cell, CombLayout } from './comb-layout.ts';

/** Nothing for a key that leads nowhere. Without a cell to begin with, every arrow leads to the first. */
export function stepFrom({ blocks }: CombLayout, from: Cell | undefined, key: string): Cell | undefined {
  const [first] = blocks;
  if (first === undefined || !keys.has(key)) return undefined;
  if (from === undefined) return { block: first, cell: 0 };
  const { block, cell } = from;
  const before = blocks[block.group - 1];
  const behind = blocks[block.group + 1];
  const within = (to: number): Cell => ({ block, cell: to });
  const column = cell % block.columns;
  switch (key) {
    case 'ArrowRight':
      return cell + 1 < block.cells ? within(cell + 1) : at(behind, 0, from);
    case 'ArrowLeft':
      return cell > 0 ? within(cell - 1) : at(before, Number.POSITIVE_INFINITY, from);
    case 'ArrowDown': {
      if (cell + block.columns < block.cells) return within(cell + block.columns);
      const isInLastRow = Math.floor(cell / block.columns) === Math.floor((block.cells - 1) / block.columns);
      return isInLastRow ? at(behind, column, from) : within(block.cells - 1);
    }
    case 'ArrowUp': {
      if (cell >= block.columns) return within(cell - block.columns);
      if (before === undefined) return from;
      const lastRow = Math.floor((before.cells - 1) / before.columns) * before.columns;
      return at(before, lastRow + column, from);
    }
    case 'Home':
      return within(0);
    case 'End':
      return within(block.cells - 1);
    case 'PageDown':
      return at(behind, 0, from);
    default:
      return at(before, 0, from);
  }
}

const keys = new Set([
  'ArrowRight',
  'ArrowLeft',
  'ArrowDown',
  'ArrowUp',
  'Home',
  'End',
  'PageDown',
  'PageUp',
]);

function at(block: Block | undefined, cell: number, otherwise: Cell): Cell {
  return block === undefined ? otherwise : { block, cell: Math.min(cell, block.cells - 1) };
}
