/** What recordings of other tools mean: events with what their calls returned. */
import type { RecordValue } from '../record.ts';

export type Values = Readonly<Record<string, RecordValue | undefined>>;

/** One event that a line stands for. */
export interface Meant {
  readonly type: string;
  readonly values: Values;
}

/** Errors that agents report: the call was refused, or a socket does not wait. */
const reported: ReadonlySet<number> = new Set([-1, -13, -11, -115]);

/** Whether a call that failed is no event; what is not known has not failed. */
export function isUnreported(result: number | bigint | undefined): boolean {
  return result !== undefined && result < 0 && !reported.has(Number(result));
}

/** The event with what its call returned, where it has a field for it. */
export function withResult(
  meant: Meant,
  result: number | bigint | undefined,
  fieldNames: ReadonlySet<string>,
): Meant {
  const field = `${meant.type}.retval`;
  if (result === undefined || !fieldNames.has(field)) return meant;
  return { type: meant.type, values: { ...meant.values, [field]: result } };
}
