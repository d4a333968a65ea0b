import { type Catalogue, int64, type Scalar } from '@secl/model';
import { nameInField } from './name-in-field.ts';

/**
 * Of a field of flags whose value no constants stand for, only those bits that it takes: solvers give all bits, or all but
 * one. Tries values, and says what is left.
 */
export function fewerBits(
  field: string,
  value: Scalar,
  catalogue: Catalogue,
  take: (value: int64.Int) => boolean,
): void {
  if (typeof value !== 'number' && typeof value !== 'bigint') return;
  if (value === 0 || field.endsWith('.retval') || nameInField(field, value, catalogue) !== undefined) return;
  if ((value > 0 && catalogue.field(field)?.constants == null) || take(0)) return;
  let left = value;
  for (let bit = highestBit; bit >= 0n; bit--) {
    const fewer = int64.and(left, int64.not(int64.canonical(1n << bit)));
    if (fewer !== left && take(fewer)) left = fewer;
  }
}

/** Of an integer with 64 bits the sign. */
const highestBit = 63n;
