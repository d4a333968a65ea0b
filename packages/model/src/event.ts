import type { Catalogue, Platform } from './facts.ts';
import { type SlotValue, UNKNOWN, type Value } from './value.ts';

/**
 * What a recording says it cannot know, resolved to slots once for all events that say the same. A value that is given
 * wins: then the event's slot holds the value, and only the other slots hold UNKNOWN.
 */
export interface UnknownFields {
  /** Same for two events that name the same fields. */
  readonly id: number;
  /** Start values of `Event.slots`: zero values, UNKNOWN where not known. */
  readonly slots: readonly SlotValue[];
  /** Start values of an element's slots, by iterator index. */
  readonly elements: readonly (readonly SlotValue[])[];
  /** By iterator index: the list goes on beyond the elements that are given. */
  readonly goesOn: readonly boolean[];
}

/** One element of an iterator, such as one ancestor; slots by `Field.slot`. */
export type Element = SlotValue[];

/**
 * One kernel event. Decoders reuse the object from event to event (see `events`): whoever keeps something of it copies
 * the values.
 */
export interface Event {
  readonly platform: Platform;
  type: string;
  /** Nanoseconds since 1970, if the recording has times. */
  time: bigint | undefined;
  host: string;
  readonly unknown: UnknownFields;
  /** By `Field.slot` of fields without an iterator. */
  readonly slots: SlotValue[];
  /** By `Iterator.index`, nearest element first; never more than 100 are visited. */
  readonly elements: Element[][];
  /** `Variables` of the canonical form, set before the event is evaluated. */
  variables: ReadonlyMap<string, Value> | undefined;
}

/** All fields known: what most events have. */
export function nothingUnknown(catalogue: Catalogue): UnknownFields {
  return {
    id: 0,
    slots: catalogue.zeros,
    elements: catalogue.elementZeros,
    goesOn: catalogue.iterators.map(() => false),
  };
}

/** An event of no type with every slot at its start value. */
export function emptyEvent(catalogue: Catalogue, unknown: UnknownFields): Event {
  return {
    platform: catalogue.platform,
    type: '',
    time: undefined,
    host: '',
    unknown,
    slots: [...unknown.slots],
    elements: catalogue.iterators.map(() => []),
    variables: undefined,
  };
}

export function isUnknown(value: SlotValue): value is typeof UNKNOWN {
  return value === UNKNOWN;
}
