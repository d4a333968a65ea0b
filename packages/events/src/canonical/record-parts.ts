import type { CanonicalRecord, RecordElement, RecordValue } from '../record.ts';
import type { Row } from './row.ts';

/**
 * What a record is made of. Most of it is said of every event of a process: kept apart, that is described and written
 * once for all of them.
 */
export interface RecordParts {
  readonly type: string;
  readonly time: bigint | undefined;
  readonly host: string | undefined;
  /** The same object as long as nothing about the process changes. */
  readonly shared: Readonly<Record<string, RecordValue>>;
  readonly tid: number | undefined;
  /** Wins over what is shared. */
  readonly own: Row;
  readonly ancestors: readonly RecordElement[];
  readonly unknown: readonly string[];
}

export const TIMESTAMP = 'event.timestamp';
export const THREAD = 'process.tid';

/** The whole that the parts make. */
export function recordOf({
  type,
  time,
  host,
  shared,
  tid,
  own,
  ancestors,
  unknown,
}: RecordParts): CanonicalRecord {
  const values: Record<string, RecordValue> = { ...shared };
  if (time !== undefined) {
    values[TIMESTAMP] = time;
  }
  if (tid !== undefined) {
    values[THREAD] = tid;
  }
  own.names.forEach((name, at) => {
    const value = own.values[at];
    if (value !== undefined) {
      values[name] = value;
    }
  });
  return {
    Type: type,
    ...(time !== undefined && { Time: time }),
    ...(host !== undefined && { Host: host }),
    Values: values,
    Ancestors: ancestors,
    Unknown: unknown,
  };
}
