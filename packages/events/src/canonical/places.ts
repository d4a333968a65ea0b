import type { Catalogue, Field } from '@secl/model';

/** How a value is checked and stored. Small integers: the decoder branches on them for every key of every line. */
export const INT = 0;
export const STRING = 1;
export const BOOL = 2;
export const IP = 3;
export const INTS = 4;
export const STRINGS = 5;
export const BOOLS = 6;
export const IPS = 7;
/** The list of an iterator's elements, under the iterator's name. */
export const ELEMENTS = 8;
/** A field of an iterator under its full name: means one element. */
export const ELEMENT_FIELD = 9;
/** A length, which is always computed. */
export const COMPUTED = 10;

/** Where the value under a key goes. */
export interface Place {
  readonly shape: number;
  /** Index into the slots of the event, or of one element for fields of an iterator. */
  readonly slot: number;
  /** Index of the iterator; -1 for fields of the event itself. */
  readonly iterator: number;
  /** Names for the same value that count where they are given too; null: none. */
  readonly stronger: readonly string[] | null;
  /** The one event type where this name means the shared value; null: all. */
  readonly only: string | null;
  /** For a field of `X.ancestors`: the slot of the same field of `X.parent`, which is the first of them; or -1. */
  readonly parentSlot: number;
  /** For a field of an iterator: its key in one element. */
  readonly keyInElement: string;
}

/** Places by their keys. Each is worked out when the first event has it: recordings have a hundred of the two thousand. */
export interface PlacesByKey {
  get(key: string): Place | undefined;
  /** All that there are. */
  keys(): Iterable<string>;
}

export interface Places {
  /** By the key in `Values`. */
  readonly values: PlacesByKey;
  /** By iterator index, then by the key in one element. */
  readonly elements: readonly PlacesByKey[];
}

const made = new WeakMap<Catalogue, Places>();

/** All names of a platform, in any agent version, legacy ones included (spec/events.md, Canonical event). Made once. */
export function makePlaces(catalogue: Catalogue): Places {
  const known = made.get(catalogue) ?? newPlaces(catalogue);
  made.set(catalogue, known);
  return known;
}

function newPlaces(catalogue: Catalogue): Places {
  const values = (key: string): Place | undefined => {
    const iterator = catalogue.iterators.find(({ name }) => name === key);
    if (iterator !== undefined) return { ...computed, shape: ELEMENTS, iterator: iterator.index };
    const field = catalogue.field(key);
    if (field?.lengthOf != null) return computed;
    const place = placeOf(catalogue, key);
    return place === undefined || place.iterator < 0 ? place : { ...place, shape: ELEMENT_FIELD };
  };
  const elements = catalogue.iterators.map(({ name, index }): PlacesByKey => {
    const prefix = `${name}.`;
    const get = (key: string): Place | undefined => {
      const field = catalogue.field(prefix + key);
      if (field?.lengthOf != null) return key === 'length' ? undefined : computed;
      const place = placeOf(catalogue, prefix + key);
      return place?.iterator === index ? place : undefined;
    };
    const keys = (): Iterable<string> =>
      namesIn(catalogue).flatMap((full) => {
        const key = full.slice(prefix.length);
        return full.startsWith(prefix) && get(key) !== undefined ? key : [];
      });
    return remembered(get, keys);
  });
  const iterators = catalogue.iterators.map(({ name }) => name);
  return { values: remembered(values, () => [...namesIn(catalogue), ...iterators]), elements };
}

function remembered(make: PlacesByKey['get'], keys: PlacesByKey['keys']): PlacesByKey {
  const known = new Map<string, Place>();
  return {
    get(key) {
      const before = known.get(key);
      if (before !== undefined) return before;
      const place = make(key);
      if (place !== undefined) known.set(key, place);
      return place;
    },
    keys,
  };
}

/** Names of all fields, and those of old. */
function namesIn(catalogue: Catalogue): readonly string[] {
  return [...new Set([...catalogue.fieldNames, ...catalogue.legacyNames])];
}

const computed: Place = {
  shape: COMPUTED,
  slot: -1,
  iterator: -1,
  stronger: null,
  only: null,
  parentSlot: -1,
  keyInElement: '',
};

/** Of a stored field by its name or by one of old, in the terms of an element where it is one of an iterator. */
function placeOf(catalogue: Catalogue, key: string): Place | undefined {
  const own = catalogue.field(key);
  const field = own ?? catalogue.field(catalogue.legacy(key)?.to ?? '');
  if (!isStored(field)) return undefined;
  const ranked = [...catalogue.sharing(field)].sort(byStrength);
  const better = ranked
    .slice(0, ranked.indexOf(field))
    .filter(({ event }) => event === null || event === field.event);
  const legacy = legacyNames(catalogue);
  const names = better.flatMap(({ name }) => [name, ...(legacy.get(name) ?? [])]);
  const stronger = own === undefined ? [field.name, ...names] : names;
  const iterator = catalogue.iterators.findIndex(({ name }) => name === field.iterator);
  const prefix = iterator < 0 ? '' : `${field.iterator}.`;
  return {
    shape: shapeOf(field),
    slot: field.slot,
    iterator,
    stronger: stronger.length === 0 ? null : stronger.map((name) => name.slice(prefix.length)),
    only: iterator < 0 && isAlias(field, ranked) ? field.event : null,
    parentSlot: iterator < 0 ? -1 : parentSlot(catalogue, field),
    keyInElement: key.slice(prefix.length),
  };
}

const legacyOf = new WeakMap<Catalogue, ReadonlyMap<string, readonly string[]>>();

/** Names of old by the field that they mean now. */
function legacyNames(catalogue: Catalogue): ReadonlyMap<string, readonly string[]> {
  const known =
    legacyOf.get(catalogue) ?? groupBy(catalogue.legacyNames, (name) => catalogue.legacy(name)?.to ?? '');
  legacyOf.set(catalogue, known);
  return known;
}

function isStored(field: Field | undefined): field is Field {
  return field !== undefined && field.lengthOf === null;
}

/** Of names that mean one value the last in the alphabet counts: `process.X` before `exec.X`, `create_key.` before `create.`. */
function byStrength(a: Field, b: Field): number {
  return a.name < b.name ? 1 : -1;
}

/** Whether it is another name for a value that is stored under a stronger one. */
function isAlias(field: Field, sharing: readonly Field[]): boolean {
  return sharing.some((other) => other !== field && byStrength(other, field) < 0);
}

function parentSlot(catalogue: Catalogue, field: Field): number {
  const parent = field.name.replace(/\.ancestors\./, '.parent.');
  return parent === field.name ? -1 : (catalogue.field(parent)?.slot ?? -1);
}

function shapeOf(field: Field): number {
  const scalar = { int: INT, string: STRING, bool: BOOL, ip: IP }[field.type];
  return field.list ? scalar + INTS : scalar;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
