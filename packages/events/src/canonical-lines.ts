import { Bytes } from './canonical/bytes.ts';
import { toCanonical } from './canonical/encode.ts';
import { RecordPacker } from './canonical/packer.ts';
import { RecordUnpacker } from './canonical/unpacker.ts';
import { PartedRecord } from './imported-parts.ts';
import type { ImportedRecord } from './importer.ts';

/** Canonical lines of what was imported, in UTF-8. */
export interface CanonicalLines {
  /** Adds the line that `toCanonical` makes of its record, and a line end. */
  add(imported: ImportedRecord): void;
  /** Bytes of what has not been taken; lines that are not written yet count as what they are made of. */
  readonly length: number;
  /** These lines; the caller may keep them. `used`: what was taken earlier and nobody needs any more, to be written over. */
  take(used?: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

const NEWLINE = 0x0a;
/** What most portions take, so that memory is asked for once. */
const SIZE = 512 * 1024;
/** Packed records are written as soon as they have so many bytes: they stay where the processor has them at hand. */
const ENOUGH = 16 * 1024;

export function canonicalLines(): CanonicalLines {
  const bytes = new Bytes(SIZE);
  const packer = new RecordPacker();
  const unpacker = new RecordUnpacker();
  let packed = packer.take();

  const write = (): void => {
    packed = packer.take(packed);
    unpacker.write(packed, bytes);
  };

  return {
    add(imported) {
      if (imported instanceof PartedRecord) {
        packer.add(imported);
        if (packer.length >= ENOUGH) write();
        return;
      }
      if (packer.length > 0) write();
      bytes.text(toCanonical(imported.record));
      bytes.byte(NEWLINE);
    },
    get length() {
      return bytes.length + packer.length;
    },
    take(used) {
      if (packer.length > 0) write();
      return bytes.take(used === undefined ? new Uint8Array(SIZE) : new Uint8Array(used.buffer));
    },
  };
}
