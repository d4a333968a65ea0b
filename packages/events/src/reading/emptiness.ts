import type { Unpacker } from './gunzip.ts';

/** Looks on while the bytes of a recording come. */
export interface Emptiness {
  see(bytes: Uint8Array): Promise<void>;
  /** Whether nothing but blanks came so far, unpacked where it is compressed; what is cut or damaged is not empty. */
  isEmpty(): boolean;
}

export function emptiness(): Emptiness {
  let isEmpty = true;
  let begins = true;
  let unpacker: Unpacker | undefined;
  return {
    async see(bytes) {
      if (!isEmpty || bytes.length === 0) return;
      if (begins && bytes[0] === GZIP) unpacker = (await import('./gunzip.ts')).gunzip();
      begins = false;
      if (unpacker === undefined) {
        isEmpty = isBlank(bytes);
        return;
      }
      // What follows the first that is no blank need not be unpacked.
      for (const { pieces, broken } of unpacker.push(bytes)) {
        isEmpty = broken === undefined && pieces.every(isBlank);
        if (!isEmpty) return;
      }
    },
    isEmpty: () => isEmpty && unpacker?.end() === undefined,
  };
}

/** A text does not begin with it. */
const GZIP = 0x1f;
/** Blanks, ends of lines, and the mark of UTF-8. */
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d, 0x0a, 0xef, 0xbb, 0xbf]);
const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => BLANKS.has(byte));
