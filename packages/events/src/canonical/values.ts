import type { SlotValue } from '@secl/model';
import { isAddress } from './address.ts';
import { BOOL, BOOLS, INT, INTS, IP, IPS, STRING, STRINGS } from './places.ts';

/** An integer whose digits `JSON.parse` has rounded away: read them again. */
export const ROUNDED: unique symbol = Symbol('rounded');

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

/**
 * The value as a slot holds it: integers canonical, a scalar for a list as one element. `undefined`: not a value of
 * this shape. `exact`: integers beyond 2^53 come as `bigint`, so a larger `number` was not written as an integer.
 */
export function toSlotValue(
  shape: number,
  value: unknown,
  exact: boolean,
): SlotValue | typeof ROUNDED | undefined {
  switch (shape) {
    case INT:
      return toInteger(value, exact);
    case STRING:
      return typeof value === 'string' ? value : undefined;
    case BOOL:
      return typeof value === 'boolean' ? value : undefined;
    case IP:
      return typeof value === 'string' && isAddress(value) ? value : undefined;
    case STRINGS:
      return isStrings(value) ? value : typeof value === 'string' ? [value] : undefined;
    case INTS:
    case BOOLS:
    case IPS:
      return toList(shape - INTS, value, exact);
    default:
      return undefined;
  }
}

function toInteger(value: unknown, exact: boolean): number | bigint | typeof ROUNDED | undefined {
  if (typeof value === 'bigint') {
    if (value > LARGEST || value < SMALLEST) {
      return undefined;
    }
    const small = Number(value);
    return Number.isSafeInteger(small) ? small : value;
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return undefined;
  }
  if (Number.isSafeInteger(value)) {
    return value + 0; // not -0
  }
  return exact ? toInteger(BigInt(value), exact) : ROUNDED;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function toList(shape: number, value: unknown, exact: boolean): SlotValue | typeof ROUNDED | undefined {
  const list: (string | number | bigint | boolean)[] = [];
  for (const each of Array.isArray(value) ? value : [value]) {
    const scalar = toSlotValue(shape, each, exact);
    if (scalar === undefined || scalar === ROUNDED) {
      return scalar;
    }
    if (typeof scalar !== 'object' && typeof scalar !== 'symbol') {
      list.push(scalar);
    }
  }
  return list;
}
