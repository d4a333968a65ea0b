import { isAddress } from './canonical/address.ts';
import { isObject, type JsonObject } from './canonical/fill.ts';

/*
 * Values in the JSON of other tools: each is what it should be or `undefined`, whatever stands there. Nobody promises
 * that a recording is as its format says.
 */

export type { JsonObject } from './canonical/fill.ts';

export function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isObject(value) ? value : undefined;
}

export function textAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object?.[key];
  return typeof value === 'string' ? value : undefined;
}

export function truthAt(object: JsonObject | undefined, key: string): boolean | undefined {
  const value = object?.[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** Integers of 64 bits come as strings from some tools, because JSON numbers are rounded by many readers. */
export function integerAt(object: JsonObject | undefined, key: string): number | bigint | undefined {
  return asInteger(object?.[key]);
}

/** An integer that no rounding can have changed; `undefined` for any other value. */
export function asInteger(value: unknown): number | bigint | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? value + 0 : undefined;
  }
  if (typeof value === 'bigint') {
    return within64Bits(value);
  }
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? within64Bits(BigInt(value)) : undefined;
}

/** Unsigned integers above 2^63 come out negative, as agents hold them. */
function within64Bits(value: bigint): number | bigint | undefined {
  if (value < -(2n ** 63n) || value >= 2n ** 64n) {
    return undefined;
  }
  const signed = BigInt.asIntN(64, value);
  const small = Number(signed);
  return Number.isSafeInteger(small) ? small : signed;
}

/** The strings of a list; `undefined` where it is none, or has something else in it. */
export function textsAt(object: JsonObject | undefined, key: string): readonly string[] | undefined {
  const value = object?.[key];
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

/** The objects of a list; what is no object is left out. */
export function objectsAt(object: JsonObject | undefined, key: string): readonly JsonObject[] {
  const value = object?.[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** An address; empty is none, though a field of addresses may hold it. */
export function isIp(text: string | undefined): text is string {
  return text !== undefined && text !== '' && isAddress(text);
}
