import type { BlockSplitter, SourceLine, SplitOptions } from '../../reading/split.ts';

/** Kinds of blocks by their numbers in a file; those of process lists differ by what each entry has. */
export const SECTION = 0x0a0d0d0a;
export const MACHINE = 0x201;
export const PROCESSES: ReadonlyMap<number, number> = new Map([
  [0x202, 1],
  [0x207, 2],
  [0x209, 3],
  [0x210, 4],
  [0x211, 5],
  [0x212, 6],
  [0x213, 7],
  [0x214, 8],
  [0x215, 9],
]);
export const DESCRIPTORS = 0x203;
export const DESCRIPTORS_2 = 0x218;
export const EVENT = 0x204;
export const EVENT_FLAGS = 0x208;
export const EVENT_2 = 0x216;
export const EVENT_FLAGS_2 = 0x217;
export const EVENT_2_LARGE = 0x221;
export const EVENT_FLAGS_2_LARGE = 0x222;

export const EVENTS: ReadonlySet<number> = new Set([
  EVENT,
  EVENT_FLAGS,
  EVENT_2,
  EVENT_FLAGS_2,
  EVENT_2_LARGE,
  EVENT_FLAGS_2_LARGE,
]);

const MAGIC = 0x1a2b3c4d;
/** Type and length in front, the length again behind. */
const AROUND = 12;

/** A file that begins with a section whose byte order mark is that of a capture. */
export function isCapture(head: Uint8Array): boolean {
  if (head.length < AROUND) {
    return false;
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  // Network captures (pcapng) look alike, and their tools may have put comments into the section.
  const next = view.getUint32(4, true);
  const kind = next + 4 <= head.length ? view.getUint32(next, true) : MACHINE;
  return view.getUint32(0) === SECTION && view.getUint32(8, true) === MAGIC && kind === MACHINE;
}

/**
 * A capture into its blocks. What is told as the line is the number of the event, as `sysdig -r` counts them. A length
 * that cannot be loses the rest: there is no mark by which to find the next block.
 */
export function blockSplitter({ document, limit, onTooLong }: SplitOptions): BlockSplitter {
  /** What has come and is no whole block yet: the first `size` bytes. Grows by doubling, as a block may be large. */
  let buffer = new Uint8Array(0);
  let size = 0;
  let offset = 0;
  let events = 0;
  let skip = 0;
  let isLost = false;
  /** The block that is being skipped. A length that leads out of the file is a capture that breaks off, or a wrong length. */
  let tooLong: SourceLine | undefined;

  const line = (bytes: Uint8Array, ended: boolean): SourceLine => ({
    document,
    line: Math.max(events, 1),
    column: 1,
    offset,
    text: '',
    unit: 'block',
    ended,
    bytes,
  });

  const append = (chunk: Uint8Array): void => {
    if (size + chunk.length > buffer.length) {
      const larger = new Uint8Array(Math.max(2 * buffer.length, size + chunk.length));
      larger.set(buffer.subarray(0, size));
      buffer = larger;
    }
    buffer.set(chunk, size);
    size += chunk.length;
  };

  return {
    push(chunk) {
      const lines: SourceLine[] = [];
      append(chunk);
      const bytes = buffer.subarray(0, size);
      let at = 0;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      while (!isLost) {
        if (skip > 0) {
          const skipped = Math.min(skip, bytes.length - at);
          skip -= skipped;
          at += skipped;
          offset += skipped;
        }
        if (skip > 0) break;
        if (tooLong !== undefined) onTooLong(tooLong);
        tooLong = undefined;
        if (bytes.length - at < AROUND) break;
        const type = view.getUint32(at, true);
        const length = view.getUint32(at + 4, true);
        if (length < AROUND) {
          isLost = true;
          lines.push(line(bytes.slice(at, at + AROUND), false));
          break;
        }
        // Without bit operations, which are signed.
        const padded = Math.ceil(length / 4) * 4;
        if (EVENTS.has(type)) events += 1;
        if (length > limit) {
          tooLong = line(new Uint8Array(0), false);
          skip = padded;
          continue;
        }
        if (bytes.length - at < padded) {
          if (EVENTS.has(type)) events -= 1;
          break;
        }
        lines.push(line(bytes.slice(at, at + length), true));
        at += padded;
        offset += padded;
      }
      if (at > 0) buffer.copyWithin(0, at, size);
      size = isLost ? 0 : size - at;
      return lines;
    },
    end: () => {
      if (tooLong !== undefined) return [tooLong];
      return size === 0 || isLost ? [] : [line(buffer.slice(0, size), false)];
    },
  };
}
