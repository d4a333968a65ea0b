import { Gunzip } from 'fflate';
import { crc32 } from './crc32.ts';

/** Compressed bytes that are unpacked at once, at most: they may become a thousand times as many. */
const PORTION = 16 * 1024;
/** The checksum and the length that stand behind what was compressed. */
const TRAILER = 8;
/** What is kept of the compressed bytes, to look at the trailer when more is known: longer than headers are. */
const KEPT = 1024;

export interface Unpacked {
  readonly pieces: readonly Uint8Array[];
  /** Why there is no more to come: "the compressed data …". */
  readonly broken?: string;
}

export interface Unpacker {
  push(bytes: Uint8Array): Generator<Unpacked, void>;
  /** After all bytes: what is wrong with the end. */
  end(): string | undefined;
}

/**
 * Unpacks gzip, of one member or of several one after the other, as whoever appends to a compressed log writes it. Not the
 * stream of the platform: that reads no second member, and where the data breaks off it forgets some of what came before.
 */
export function gunzip(): Unpacker {
  let pieces: Uint8Array[] = [];
  /** Of the member that is being read. */
  let sum = 0;
  let length = 0;
  let isFirst = true;
  let isDamaged = false;
  let total = 0;
  let kept = new Uint8Array(0);

  const inflater = new Gunzip((piece) => {
    if (piece.length === 0) return;
    sum = crc32(piece, sum);
    length += piece.length;
    pieces.push(piece);
  });
  inflater.onmember = (offset) => {
    isFirst = false;
    const end = offset - (total - kept.length);
    // Behind a header of more than is kept it cannot be looked at.
    if (end >= TRAILER) isDamaged ||= !isEqual(kept.subarray(end - TRAILER, end), trailerOf(sum, length));
    sum = 0;
    length = 0;
  };

  const inflate = (bytes: Uint8Array): string | undefined => {
    kept = joined(kept.subarray(-KEPT), bytes);
    total += bytes.length;
    try {
      inflater.push(bytes);
      return isDamaged ? 'is damaged' : undefined;
    } catch (error) {
      const isJunk = codeOf(error) === INVALID_HEADER && !(isFirst && length === 0);
      return isJunk ? 'goes on after its end' : 'is damaged';
    }
  };

  return {
    *push(bytes) {
      for (let at = 0; at < bytes.length; at += PORTION) {
        const broken = inflate(bytes.subarray(at, at + PORTION));
        const done = pieces;
        pieces = [];
        yield broken === undefined ? { pieces: done } : { pieces: done, broken };
        if (broken !== undefined) return;
      }
    },
    end() {
      try {
        inflater.push(new Uint8Array(0), true);
      } catch {
        return 'has no end';
      }
      return wrongEnd(kept.subarray(-KEPT), trailerOf(sum, length));
    },
  };
}

/** What is wrong with the last bytes, behind compressed data that has ended. */
function wrongEnd(last: Uint8Array, trailer: Uint8Array): string | undefined {
  const isAt = (end: number, size: number): boolean =>
    end >= size && isEqual(last.subarray(end - size, end), trailer.subarray(0, size));
  for (let size = TRAILER; size > 0; size--) {
    if (isAt(last.length, size)) return size === TRAILER ? undefined : 'has no end';
  }
  for (let end = last.length; end >= TRAILER; end--) {
    if (!isAt(end, TRAILER)) continue;
    return last[end] === MAGIC ? 'has no end' : 'goes on after its end';
  }
  return last.length < EMPTY ? 'has no end' : 'is damaged';
}

/** `FlateErrorCode.InvalidHeader`. */
const INVALID_HEADER = 6;
/** What every member begins with. */
const MAGIC = 0x1f;
/** Bytes of the smallest member. */
const EMPTY = 20;

function trailerOf(sum: number, length: number): Uint8Array {
  const trailer = new DataView(new ArrayBuffer(TRAILER));
  trailer.setInt32(0, sum, true);
  trailer.setUint32(4, length, true);
  return new Uint8Array(trailer.buffer);
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
