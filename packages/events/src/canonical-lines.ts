import { Bytes } from './canonical/bytes.ts';
import { toCanonical } from './canonical/encode.ts';
import { partsWriter } from './canonical/parts-writer.ts';
import { PartedRecord } from './imported-parts.ts';
import type { ImportedRecord } from './importer.ts';

/** Canonical lines of what was imported, in UTF-8. */
export interface CanonicalLines {
  /** Adds the line that `toCanonical` makes of its record, and a line end. */
  add(imported: ImportedRecord): void;
  /** Bytes of the lines that have not been taken. */
  readonly length: number;
  /** These; the caller may keep them. `used`: what was taken earlier and nobody needs any more, to be written over. */
  take(used?: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

const NEWLINE = 0x0a;
/** What most portions take, so that memory is asked for once. */
const SIZE = 512 * 1024;

export function canonicalLines(): CanonicalLines {
  const bytes = new Bytes(SIZE);
  const write = partsWriter();
  return {
    add(imported) {
      if (imported instanceof PartedRecord) {
        write(bytes, imported.parts);
      } else {
        bytes.text(toCanonical(imported.record));
        bytes.byte(NEWLINE);
      }
    },
    get length() {
      return bytes.length;
    },
    take: (used) => bytes.take(used === undefined ? new Uint8Array(SIZE) : new Uint8Array(used.buffer)),
  };
}
