import type { SlotValue } from '@secl/model';
import type { DigitsOf } from './exact-digits.ts';
import { COMPUTED, ELEMENT_FIELD, ELEMENTS, INT, type Places, type PlacesByKey, STRING } from './places.ts';
import { addElement, type PooledEvent } from './pool.ts';
import { ROUNDED, toSlotValue } from './values.ts';

/** What is known of the numbers of a tree. */
export interface Origin {
  /** Long integers are `bigint` already; otherwise they are rounded numbers. */
  readonly exact: boolean;
  /** Finds the digits of rounded integers in the text that the tree was parsed from. */
  readonly digits: DigitsOf;
}

export const FILLED = 0;
/** Something in it is wrong; `diagnose` says what. */
export const BROKEN = 1;
/** A rounded integer could not be found by its key: parse exactly and fill again. */
export const NEEDS_EXACT = 2;

export type Outcome = typeof FILLED | typeof BROKEN | typeof NEEDS_EXACT;
export const NO_DIGITS: DigitsOf = () => undefined;
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Puts `Values` into the event. This runs for every key of every line: the two common shapes are checked in place. */
export function fillValues(pooled: PooledEvent, places: Places, values: JsonObject, origin: Origin): Outcome {
  const { event, used } = pooled;
  const { slots } = event;
  let hasLooseElements = false;
  for (const key in values) {
    const place = places.values.get(key);
    if (place === undefined) {
      return BROKEN;
    }
    let value = values[key];
    const { shape } = place;
    if (shape === STRING) {
      if (typeof value !== 'string') {
        return BROKEN;
      }
    } else if (shape === INT && typeof value === 'number' && (value | 0) === value) {
      value |= 0; // -0 is 0
    } else if (shape >= ELEMENTS) {
      const outcome =
        shape === ELEMENTS ? fillNamedList(pooled, places, place.iterator, value, origin) : FILLED;
      if (outcome !== FILLED) {
        return outcome;
      }
      hasLooseElements ||= shape === ELEMENT_FIELD;
      continue;
    } else {
      value = toSlotValue(shape, value, origin.exact);
      if (value === ROUNDED) {
        value = shape === INT ? origin.digits(key, 1)?.[0] : undefined;
        if (value === undefined) {
          return NEEDS_EXACT;
        }
        value = toSlotValue(shape, value, true);
      }
      if (value === undefined) {
        return BROKEN;
      }
    }
    if (place.only !== null && place.only !== event.type) {
      continue;
    }
    if (place.stronger !== null && isAnyGiven(values, place.stronger)) {
      continue;
    }
    slots[place.slot] = value as SlotValue;
    used[pooled.count] = place.slot;
    pooled.count += 1;
  }
  return hasLooseElements ? fillLooseElements(pooled, places, values, origin.exact) : FILLED;
}

/** Puts the elements of one iterator into the event, and the first of `X.ancestors` into `X.parent`. */
export function fillElements(
  pooled: PooledEvent,
  places: Places,
  iterator: number,
  list: readonly unknown[],
  origin: Origin,
): Outcome {
  const byKey = places.elements[iterator];
  if (byKey === undefined) {
    return BROKEN;
  }
  for (let index = 0; index < list.length; index++) {
    const given = list[index];
    if (!isObject(given)) {
      return BROKEN;
    }
    const outcome = fillElement(pooled, byKey, iterator, given, list, origin);
    if (outcome !== FILLED) {
      return outcome;
    }
  }
  return FILLED;
}

function fillElement(
  pooled: PooledEvent,
  places: PlacesByKey,
  iterator: number,
  given: JsonObject,
  list: readonly unknown[],
  origin: Origin,
): Outcome {
  const element = addElement(pooled, iterator);
  const isFirst = pooled.event.elements[iterator]?.length === 1;
  for (const key in given) {
    const place = places.get(key);
    if (place === undefined) {
      return BROKEN;
    }
    let value = given[key];
    const { shape } = place;
    if (shape === STRING) {
      if (typeof value !== 'string') {
        return BROKEN;
      }
    } else if (shape === INT && typeof value === 'number' && (value | 0) === value) {
      value |= 0;
    } else if (shape === COMPUTED) {
      continue;
    } else {
      value = toSlotValue(shape, value, origin.exact);
      if (value === ROUNDED) {
        value = shape === INT ? exactInElement(origin.digits, key, given, list) : undefined;
        if (value === undefined) {
          return NEEDS_EXACT;
        }
        value = toSlotValue(shape, value, true);
      }
      if (value === undefined) {
        return BROKEN;
      }
    }
    if (place.stronger !== null && isAnyGiven(given, place.stronger)) {
      continue;
    }
    element.slots[place.slot] = value as SlotValue;
    element.used[element.count] = place.slot;
    element.count += 1;
    if (isFirst && place.parentSlot >= 0) {
      pooled.event.slots[place.parentSlot] = value as SlotValue;
      pooled.used[pooled.count] = place.parentSlot;
      pooled.count += 1;
    }
  }
  return FILLED;
}

/** An iterator's list under its own name in `Values`; a single object is a list of one. */
function fillNamedList(
  pooled: PooledEvent,
  places: Places,
  iterator: number,
  value: unknown,
  origin: Origin,
): Outcome {
  const isTaken = (pooled.event.elements[iterator]?.length ?? 0) > 0;
  const list = Array.isArray(value) ? value : [value];
  return isTaken ? BROKEN : fillElements(pooled, places, iterator, list, origin);
}

/** Fields of iterators under their full names: all of one iterator make one element. */
function fillLooseElements(pooled: PooledEvent, places: Places, values: JsonObject, exact: boolean): Outcome {
  const loose = new Map<number, Record<string, unknown>>();
  for (const [key, value] of Object.entries(values)) {
    const place = places.values.get(key);
    if (place?.shape === ELEMENT_FIELD) {
      const element = loose.get(place.iterator) ?? {};
      element[place.keyInElement] = value;
      loose.set(place.iterator, element);
    }
  }
  for (const [iterator, element] of loose) {
    // The text has other keys than this element: rounded digits cannot be found by them.
    const outcome = fillNamedList(pooled, places, iterator, element, { exact, digits: NO_DIGITS });
    if (outcome !== FILLED) {
      return outcome;
    }
  }
  return FILLED;
}

function isAnyGiven(object: JsonObject, names: readonly string[]): boolean {
  for (const name of names) {
    if (object[name] !== undefined) {
      return true;
    }
  }
  return false;
}

/** Digits of the key's n-th place in the text, where n elements before this one have the key. */
function exactInElement(
  digits: DigitsOf,
  key: string,
  given: JsonObject,
  list: readonly unknown[],
): bigint | undefined {
  let before = 0;
  let places = 0;
  for (const each of list) {
    if (each === given) {
      before = places;
    }
    if (isObject(each) && each[key] !== undefined) {
      places += 1;
    }
  }
  return digits(key, places)?.[before];
}
