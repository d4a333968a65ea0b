import { type RecordParts, recordOf } from './canonical/record-parts.ts';
import type { ImportedRecord } from './importer.ts';
import type { SourceLine } from './reading/split.ts';
import type { CanonicalRecord } from './record.ts';

/** A record that is put together when somebody asks for it: who only writes its line never does. */
export class PartedRecord implements ImportedRecord, RecordParts {
  readonly type: RecordParts['type'];
  readonly time: RecordParts['time'];
  readonly host: RecordParts['host'];
  readonly shared: RecordParts['shared'];
  readonly tid: RecordParts['tid'];
  readonly own: RecordParts['own'];
  readonly ancestors: RecordParts['ancestors'];
  readonly unknown: RecordParts['unknown'];
  readonly at: SourceLine;
  #record: CanonicalRecord | undefined;

  constructor(parts: RecordParts, at: SourceLine) {
    this.type = parts.type;
    this.time = parts.time;
    this.host = parts.host;
    this.shared = parts.shared;
    this.tid = parts.tid;
    this.own = parts.own;
    this.ancestors = parts.ancestors;
    this.unknown = parts.unknown;
    this.at = at;
  }

  get record(): CanonicalRecord {
    this.#record ??= recordOf(this);
    return this.#record;
  }
}
