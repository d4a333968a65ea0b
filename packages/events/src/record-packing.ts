import { toCanonical } from './canonical/encode.ts';
import type { PackedRecords } from './canonical/packed.ts';
import { RecordPacker } from './canonical/packer.ts';
import { PartedRecord } from './imported-parts.ts';
import type { ImportedRecord } from './importer.ts';

/** What was imported, packed for a thread that writes its canonical lines (`packedLines`). */
export interface RecordPacking {
  add(imported: ImportedRecord): void;
  /** Bytes that wait. */
  readonly length: number;
  /** What waits; the caller may keep it. `used`: what was taken earlier and nobody needs any more, to be written over. */
  take(used?: PackedRecords<ArrayBuffer>): PackedRecords<ArrayBuffer>;
}

export function recordPacking(): RecordPacking {
  const packer = new RecordPacker();
  return {
    add(imported) {
      if (imported instanceof PartedRecord) packer.add(imported);
      else packer.addLine(toCanonical(imported.record));
    },
    get length() {
      return packer.length;
    },
    take: (used) => packer.take(used),
  };
}
