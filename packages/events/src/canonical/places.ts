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

export interface Places {
  /** By the key in `Values`. */
  readonly values: ReadonlyMap<string, Place>;
  /** By iterator index, then by the key in one element. */
  readonly elements: readonly ReadonlyMap<string, Place>[];
}

const made = new WeakMap<Catalogue, Places>();

/** All names of a platform, in any agent version, legacy ones included (spec/events.md, Canonical event). Made once. */
export function makePlaces(catalogue: Catalogue): Places {
  const known = made.get(catalogue) ?? newPlaces(catalogue);
  made.set(catalogue, known);
  return known;
}

function newPlaces(catalogue: Catalogue): Places {
  const values = new Map<string, Place>();
  const elements = catalogue.iterators.map(() => new Map<string, Place>());
  const legacyOf = groupBy(catalogue.legacyNames, (name) => catalogue.legacy(name)?.to ?? '');
  const stored = [...new Set(catalogue.fieldNames)].map((name) => catalogue.field(name)).filter(isStored);
  const sharing = groupBy(stored, (field) => `${field.iterator ?? ''} ${field.slot}`);

  const add = (key: string, field: Field, stronger: readonly string[]): void => {
    const iterator = catalogue.iterators.findIndex((each) => each.name === field.iterator);
    const prefix = iterator < 0 ? '' : `${field.iterator}.`;
    const names = stronger.map((name) => name.slice(prefix.length));
    const place: Place = {
      shape: shapeOf(field),
      slot: field.slot,
      iterator,
      stronger: names.length === 0 ? null : names,
      only: iterator < 0 && isAlias(field, sharing.get(` ${field.slot}`) ?? []) ? field.event : null,
      parentSlot: iterator < 0 ? -1 : parentSlot(catalogue, field),
      keyInElement: key.slice(prefix.length),
    };
    if (iterator < 0) {
      values.set(key, place);
    } else {
      elements[iterator]?.set(key.slice(prefix.length), place);
      values.set(key, { ...place, shape: ELEMENT_FIELD });
    }
  };

  for (const fields of sharing.values()) {
    const ranked = [...fields].sort(byStrength);
    ranked.forEach((field, rank) => {
      const better = ranked
        .slice(0, rank)
        .filter((other) => other.event === null || other.event === field.event);
      const names = better.flatMap((other) => [other.name, ...(legacyOf.get(other.name) ?? [])]);
      add(field.name, field, names);
      for (const legacy of legacyOf.get(field.name) ?? []) {
        if (catalogue.field(legacy) === undefined) {
          add(legacy, field, [field.name, ...names]);
        }
      }
    });
  }
  for (const name of catalogue.fieldNames) {
    if (catalogue.field(name)?.lengthOf != null) {
      const computed = {
        shape: COMPUTED,
        slot: -1,
        iterator: -1,
        stronger: null,
        only: null,
        parentSlot: -1,
        keyInElement: '',
      };
      values.set(name, computed);
      catalogue.iterators.forEach((iterator, index) => {
        if (name.startsWith(`${iterator.name}.`) && name !== `${iterator.name}.length`) {
          elements[index]?.set(name.slice(iterator.name.length + 1), computed);
        }
      });
    }
  }
  for (const { name, index } of catalogue.iterators) {
    const list = {
      shape: ELEMENTS,
      slot: -1,
      iterator: index,
      stronger: null,
      only: null,
      parentSlot: -1,
      keyInElement: '',
    };
    values.set(name, list);
  }
  return { values, elements };
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
