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
