import { type PackedRecords, packedSlack } from '@secl/events';

/** Memory that two threads see: records on their way to the one that writes lines, and the lines on their way back. */
export interface Slot {
  readonly numbers: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly lines: Uint8Array<SharedArrayBuffer>;
}

const PACKED = 256 * 1024;
const LINES = 2 * 1024 * 1024;

export function slotOf(packed = PACKED, lines = LINES): Slot {
  return {
    numbers: new Int32Array(new SharedArrayBuffer(packed)),
    bytes: new Uint8Array(new SharedArrayBuffer(packed)),
    lines: new Uint8Array(new SharedArrayBuffer(lines)),
  };
}

/** What the thread that makes lines gets when it starts. */
export interface LinesTask {
  readonly slots: readonly Slot[];
  /** The descriptor of an open file that it writes them to; without one they are wanted back. */
  readonly file: number | undefined;
}

/** Records for which lines are wanted. */
export interface LinesWanted {
  readonly slot: number;
  /** How much of the slot they take, or themselves where they do not fit into one. */
  readonly packed: { readonly isIn: true; readonly numbers: number; readonly bytes: number } | PackedRecords;
}

/** Their lines, but for those that are written. */
export interface LinesDone {
  readonly slot: number;
  /** How much of the slot they take, or themselves where they do not fit into one. */
  readonly lines: number | Uint8Array<ArrayBuffer>;
}

export function putRecords({ numbers, bytes }: Slot, packed: PackedRecords): LinesWanted['packed'] {
  if (packed.numbers.length > numbers.length || packed.bytes.length + packedSlack > bytes.length)
    return packed;
  numbers.set(packed.numbers);
  bytes.set(packed.bytes);
  return { isIn: true, numbers: packed.numbers.length, bytes: packed.bytes.length };
}

export function recordsIn({ numbers, bytes }: Slot, packed: LinesWanted['packed']): PackedRecords {
  return 'isIn' in packed
    ? { numbers: numbers.subarray(0, packed.numbers), bytes: bytes.subarray(0, packed.bytes) }
    : packed;
}

export function putLines(slot: Slot, lines: Uint8Array<ArrayBuffer>): LinesDone['lines'] {
  if (lines.length > slot.lines.length) return lines;
  slot.lines.set(lines);
  return lines.length;
}
