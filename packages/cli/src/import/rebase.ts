import { type CanonicalRecord, parseTime, type RecordElement, type RecordValue } from '@secl/events';

/**
 * Shifts all times of records by what brings the first one to `start`. What a kernel's clock said of starts of processes
 * goes with them; times of files are of another clock and stay.
 */
export function rebase(start: bigint): (record: CanonicalRecord) => CanonicalRecord {
  let by: bigint | undefined;
  return (record) => {
    const time = timeOf(record);
    if (time === undefined) return record;
    by ??= start - time;
    const offset = by;
    return {
      ...record,
      Time: time + offset,
      Values: shifted(record.Values, offset),
      ...(record.Ancestors === undefined
        ? {}
        : { Ancestors: record.Ancestors.map((each) => shifted(each, offset) as RecordElement) }),
    };
  };
}

function timeOf({ Time }: CanonicalRecord): bigint | undefined {
  return typeof Time === 'string' ? parseTime(Time) : Time;
}

function shifted(
  values: Readonly<Record<string, RecordValue>>,
  by: bigint,
): Readonly<Record<string, RecordValue>> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isClock(key) ? moved(value, by) : value]),
  );
}

function isClock(key: string): boolean {
  return key === 'event.timestamp' || key === 'created_at' || key.endsWith('.created_at');
}

/** 0 is "not known", not a time. */
function moved(value: RecordValue, by: bigint): RecordValue {
  return (typeof value === 'number' || typeof value === 'bigint') && value !== 0 ? BigInt(value) + by : value;
}
