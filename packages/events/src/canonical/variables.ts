import type { Scalar, Value } from '@secl/model';
import { BROKEN, isObject, NEEDS_EXACT } from './fill.ts';
import { BOOL, INT, STRING } from './places.ts';
import { ROUNDED, toSlotValue } from './values.ts';

/** `Variables` of an event, by name with its scope; what is wrong with them otherwise. */
export function readVariables(
  given: unknown,
  exact: boolean,
): ReadonlyMap<string, Value> | typeof BROKEN | typeof NEEDS_EXACT {
  if (!isObject(given)) {
    return BROKEN;
  }
  const variables = new Map<string, Value>();
  for (const [name, value] of Object.entries(given)) {
    const read = toVariable(value, exact);
    if (read === ROUNDED) {
      return NEEDS_EXACT;
    }
    if (read === undefined) {
      return BROKEN;
    }
    variables.set(name, read);
  }
  return variables;
}

/** A variable has no declared type here: any value a field could have, lists of one kind. */
export function toVariable(value: unknown, exact: boolean): Value | typeof ROUNDED | undefined {
  if (!Array.isArray(value)) {
    return toScalar(value, exact);
  }
  const list: Scalar[] = [];
  for (const each of value) {
    const scalar = toScalar(each, exact);
    if (scalar === undefined || scalar === ROUNDED) {
      return scalar;
    }
    list.push(scalar);
  }
  return new Set(list.map((each) => (typeof each === 'bigint' ? 'number' : typeof each))).size > 1
    ? undefined
    : list;
}

function toScalar(value: unknown, exact: boolean): Scalar | typeof ROUNDED | undefined {
  const shape = typeof value === 'string' ? STRING : typeof value === 'boolean' ? BOOL : INT;
  const scalar = toSlotValue(shape, value, exact);
  return typeof scalar === 'object' || (typeof scalar === 'symbol' && scalar !== ROUNDED)
    ? undefined
    : scalar;
}
