import type { Scalar, Value } from '@secl/model';
import { includes } from './int-set.ts';
import type { Known } from './known.ts';
import { pick } from './pick.ts';
import { nameOf, type Place, placesOf } from './place.ts';
import type { ValueTest } from './value-test.ts';

/** Values of an event; all that is not named is zero or empty. */
export interface Example {
  /** By name, of fields outside of iterators. */
  readonly fields: ReadonlyMap<string, Value>;
  /** Elements by their iterator's name: values by the whole names of the fields. */
  readonly elements: ReadonlyMap<string, readonly ReadonlyMap<string, Value>[]>;
  /** By the name they are read with. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Fields that hold a time: how long that is before the event, in nanoseconds. */
  readonly ages: ReadonlyMap<string, Scalar>;
}

/** Values that pass all that is known, `iterator` having an element; undefined where they were not found. */
export function exampleOf(known: Known, iterator: string | undefined): Example | undefined {
  const { stored, counts } = placesOf(known);
  const fields = new Map<string, Value>();
  const variables = new Map<string, Value>();
  const ages = new Map<string, Scalar>();
  const iterated = new Map<string, Place[]>(iterator === undefined ? [] : [[iterator, []]]);
  for (const name of counts.keys()) iterated.set(name, []);
  for (const place of stored) {
    const { read } = place;
    if (read.kind === 'field' && read.field.iterator !== null) {
      iterated.set(read.field.iterator, [...(iterated.get(read.field.iterator) ?? []), place]);
      continue;
    }
    if (place.ages.length > 0) {
      const age = pick(place.ages);
      if (age === undefined) return undefined;
      ages.set(nameOf(place), age);
      continue;
    }
    const value = chosen(place);
    if (value === undefined) return undefined;
    (read.kind === 'variable' ? variables : fields).set(nameOf(place), value);
  }
  const elements = new Map<string, readonly ReadonlyMap<string, Value>[]>();
  for (const [name, places] of iterated) {
    const found = elementsOf(places, name === iterator, counts.get(name) ?? []);
    if (found === undefined) return undefined;
    elements.set(name, found);
  }
  return { fields, elements, variables, ages };
}

function chosen(place: Place, others: readonly ValueTest[] = []): Value | undefined {
  const { some, each, lengths } = place;
  if (place.values !== 'any') return pick([...some, ...each, ...others], lengths);
  const values: Scalar[] = [];
  for (const test of some) {
    const value = pick([test, ...each, ...others]);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return padded(values, lengths, () => pick([...each, ...others]));
}

/** So long that its length lies in all sets, if it need not grow too much. */
function padded<Item>(
  items: readonly Item[],
  lengths: Parameters<typeof pick>[1],
  more: () => Item | undefined,
): readonly Item[] | undefined {
  const longer = [...items];
  while (!(lengths ?? []).every((set) => includes(set, longer.length))) {
    const next = longer.length < longest ? more() : undefined;
    if (next === undefined) return undefined;
    longer.push(next);
  }
  return longer;
}

/** Of more elements agents look at none. */
const longest = 100;

/**
 * The first element is the one that the iterator variable stands for. What some element has to pass gets an element of its
 * own, and what all have to pass is asked of each.
 */
function elementsOf(
  places: readonly Place[],
  iterates: boolean,
  counts: Parameters<typeof pick>[1],
): readonly ReadonlyMap<string, Value>[] | undefined {
  const ofFirst = places.filter(({ read }) => read.kind === 'field' && read.register !== null);
  const ofAll = places.filter((place) => !ofFirst.includes(place));
  const elements: Map<string, Value>[] = [];
  if (iterates || ofFirst.length > 0) {
    const first = new Map<string, Value>();
    for (const place of ofFirst) {
      const rest = ofAll.filter((each) => nameOf(each) === nameOf(place)).flatMap(({ each }) => each);
      const value = chosen(place, rest);
      if (value === undefined) return undefined;
      first.set(nameOf(place), value);
    }
    elements.push(first);
  }
  for (const place of ofAll) {
    for (const test of place.some) {
      const value = pick([test, ...place.each], place.lengths);
      if (value === undefined) return undefined;
      elements.push(new Map([[nameOf(place), inList(place, value)]]));
    }
  }
  const all = padded(elements, counts, () => new Map<string, Value>());
  for (const element of all ?? []) {
    for (const place of ofAll) {
      if (element.has(nameOf(place)) || place.each.length === 0) continue;
      const value = pick(place.each, place.lengths);
      if (value === undefined) return undefined;
      element.set(nameOf(place), inList(place, value));
    }
  }
  return all;
}

function inList({ read }: Place, value: Scalar): Value {
  return read.kind === 'field' && read.field.list ? [value] : value;
}
