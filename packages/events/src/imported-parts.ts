import { toCanonical } from './canonical/encode.ts';
import { encodeParts } from './canonical/encode-parts.ts';
import { type RecordParts, recordOf } from './canonical/record-parts.ts';
import type { ImportedRecord } from './importer.ts';
import type { SourceLine } from './reading/split.ts';
import type { CanonicalRecord } from './record.ts';

/** A record that is put together when somebody asks for it: who only writes its line never does. */
export class PartedRecord implements ImportedRecord {
  readonly parts: RecordParts;
  readonly at: SourceLine;
  #record: CanonicalRecord | undefined;

  constructor(parts: RecordParts, at: SourceLine) {
    this.parts = parts;
    this.at = at;
  }

  get record(): CanonicalRecord {
    this.#record ??= recordOf(this.parts);
    return this.#record;
  }
}

/** The canonical line of what was imported, as `toCanonical` makes it of its record, and sooner. */
export function canonicalLine(imported: ImportedRecord): string {
  return imported instanceof PartedRecord ? encodeParts(imported.parts) : toCanonical(imported.record);
}
