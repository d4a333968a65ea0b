import type { Catalogue } from '@secl/model';
import { nearestName, parseJsonExact } from '@secl/text';
import { type EventProblem, eventProblem, type LineAt } from '../problem.ts';
import type { EventProblemCode } from '../problems.ts';
import { isObject, type JsonObject } from './fill.ts';
import { locate } from './locate.ts';
import {
  BOOL,
  BOOLS,
  ELEMENT_FIELD,
  ELEMENTS,
  INT,
  INTS,
  IP,
  IPS,
  type Place,
  type Places,
  STRING,
  STRINGS,
} from './places.ts';
import { parseTime } from './time.ts';
import { misspelled, readTopLevel, TOP_LEVEL, type TopLevel } from './top-level.ts';
import type { UnknownReader } from './unknown.ts';
import { ROUNDED, toSlotValue } from './values.ts';
import { toVariable } from './variables.ts';

export interface Knowledge {
  readonly catalogue: Catalogue;
  readonly places: Places;
  readonly unknowns: UnknownReader;
}

type Path = readonly (string | number)[];
type Say = (code: EventProblemCode, path: Path, values?: Readonly<Record<string, string | number>>) => void;

/**
 * Everything that is wrong with an event that could not be decoded. `json` is its text, or empty where an importer
 * made the event (then `tree` is it, and all problems are at the start of its line).
 */
export function diagnose(
  knowledge: Knowledge,
  json: string,
  tree: unknown,
  at: LineAt,
): readonly EventProblem[] {
  const parsed = json === '' ? { ok: true as const, value: tree } : parseJsonExact(json);
  if (!parsed.ok) {
    const { start, end } = parsed.problem.place;
    return [eventProblem('events/not-json', at, start, end)];
  }
  const problems: EventProblem[] = [];
  const say: Say = (code, path, values) => {
    const { start, end } = json === '' ? { start: 0, end: 0 } : locate(json, path);
    problems.push(eventProblem(code, at, start, end, values));
  };
  if (isObject(parsed.value)) {
    diagnoseObject(knowledge, parsed.value, say);
  } else {
    say('events/not-an-event', [], { what: `this is ${describe(parsed.value)}, not an object` });
  }
  return problems;
}

function diagnoseObject(knowledge: Knowledge, object: JsonObject, say: Say): void {
  for (const key of Object.keys(object)) {
    const meant = TOP_LEVEL.some((known) => known.toLowerCase() === key.toLowerCase())
      ? undefined
      : misspelled(key);
    if (meant !== undefined) {
      say('events/not-an-event', [key], { what: `there is no key \`${key}\` (did you mean \`${meant}\`?)` });
    }
  }
  const known = Object.fromEntries(
    Object.entries(object).filter(([key]) =>
      TOP_LEVEL.some((name) => name.toLowerCase() === key.toLowerCase()),
    ),
  );
  const top = readTopLevel(known);
  if (top === undefined) {
    return;
  }
  const keyOf = (name: keyof TopLevel): string =>
    Object.hasOwn(object, name)
      ? name
      : (Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name);
  diagnoseType(knowledge.catalogue, top.Type, keyOf('Type'), say);
  if (
    top.Time !== undefined &&
    (typeof top.Time === 'string' ? parseTime(top.Time) === undefined : typeof top.Time !== 'bigint')
  ) {
    say('events/invalid-time', [keyOf('Time')]);
  }
  if (top.Host !== undefined && typeof top.Host !== 'string') {
    say('events/not-an-event', [keyOf('Host')], {
      what: `\`Host\` takes a string, this is ${describe(top.Host)}`,
    });
  }
  diagnoseUnknown(knowledge, top.Unknown, keyOf('Unknown'), say);
  diagnoseVariables(top.Variables, keyOf('Variables'), say);
  const iterator = knowledge.catalogue.iterators.find((each) => each.name === 'process.ancestors');
  const listed = new Set<number>();
  if (top.Ancestors !== undefined && iterator !== undefined) {
    diagnoseElements(knowledge, iterator.index, top.Ancestors, [keyOf('Ancestors')], say);
    if (Array.isArray(top.Ancestors) && top.Ancestors.length > 0) {
      listed.add(iterator.index);
    }
  }
  if (isObject(top.Values)) {
    diagnoseValues(knowledge, top.Values, keyOf('Values'), listed, say);
  } else {
    say('events/not-an-event', [keyOf('Values')], {
      what: `\`Values\` takes an object, this is ${describe(top.Values)}`,
    });
  }
}

function diagnoseType(catalogue: Catalogue, type: unknown, key: string, say: Say): void {
  if (typeof type !== 'string') {
    const what =
      type === undefined ? 'an event needs a `Type`' : `\`Type\` takes a string, this is ${describe(type)}`;
    say('events/not-an-event', type === undefined ? [] : [key], { what });
  } else if (!catalogue.eventTypes.some((each) => each.name === type)) {
    const near = nearestName(
      type,
      catalogue.eventTypes.map((each) => each.name),
    );
    say('events/unknown-event-type', [key], { type, hint: hint(near) });
  }
}

function diagnoseUnknown({ catalogue, unknowns }: Knowledge, patterns: unknown, key: string, say: Say): void {
  if (patterns === undefined) {
    return;
  }
  if (!Array.isArray(patterns)) {
    say('events/not-an-event', [key], { what: `\`Unknown\` takes a list, this is ${describe(patterns)}` });
    return;
  }
  patterns.forEach((pattern: unknown, index) => {
    if (typeof pattern !== 'string') {
      say('events/not-an-event', [key, index], {
        what: `\`Unknown\` takes names, this is ${describe(pattern)}`,
      });
    } else if ('pattern' in unknowns.read([pattern], 0)) {
      const near = pattern.includes('*') ? undefined : nearestName(pattern, catalogue.fieldNames);
      say('events/unknown-pattern', [key, index], { pattern, hint: hint(near) });
    }
  });
}

function diagnoseVariables(variables: unknown, key: string, say: Say): void {
  if (variables === undefined) {
    return;
  }
  if (!isObject(variables)) {
    say('events/not-an-event', [key], {
      what: `\`Variables\` takes an object, this is ${describe(variables)}`,
    });
    return;
  }
  for (const [name, value] of Object.entries(variables)) {
    if (toVariable(value, true) === undefined) {
      const expected = 'a boolean, an integer, a string or a list of one of them';
      say('events/wrong-type', [key, name], { field: name, expected, found: describe(value) });
    }
  }
}

function diagnoseValues(
  knowledge: Knowledge,
  values: JsonObject,
  key: string,
  listed: Set<number>,
  say: Say,
): void {
  const { catalogue, places } = knowledge;
  const loose = new Set<number>();
  for (const [name, value] of Object.entries(values)) {
    const place = places.values.get(name);
    if (place === undefined) {
      say('events/unknown-field', [key, name], {
        field: name,
        hint: hint(nearestName(name, places.values.keys())),
      });
    } else if (place.shape === ELEMENTS) {
      if (listed.has(place.iterator)) {
        say('events/given-twice', [key, name], { iterator: name });
      }
      listed.add(place.iterator);
      diagnoseElements(knowledge, place.iterator, value, [key, name], say);
    } else if (place.shape === ELEMENT_FIELD) {
      const inElement = places.elements[place.iterator]?.get(place.keyInElement);
      if (inElement !== undefined) {
        diagnoseValue(inElement, name, value, [key, name], say);
      }
      loose.add(place.iterator);
    } else {
      diagnoseValue(place, name, value, [key, name], say);
    }
  }
  for (const iterator of loose) {
    if (listed.has(iterator)) {
      const name = catalogue.iterators[iterator]?.name ?? '';
      const first = Object.keys(values).find((each) => each.startsWith(`${name}.`)) ?? '';
      say('events/given-twice', [key, first], { iterator: name });
    }
  }
}

function diagnoseElements(
  { places, catalogue }: Knowledge,
  iterator: number,
  list: unknown,
  path: Path,
  say: Say,
): void {
  const byKey = places.elements[iterator] ?? new Map<string, Place>();
  const name = catalogue.iterators[iterator]?.name ?? '';
  const isAncestors = path.length === 1;
  if (!Array.isArray(list) && (isAncestors || !isObject(list))) {
    say('events/not-an-event', path, { what: `\`${path.at(-1)}\` takes a list, this is ${describe(list)}` });
    return;
  }
  const elements: readonly unknown[] = Array.isArray(list) ? list : [list];
  elements.forEach((element, index) => {
    const own = Array.isArray(list) ? [...path, index] : path;
    if (!isObject(element)) {
      say('events/not-an-event', own, {
        what: `an element of \`${name}\` is an object, this is ${describe(element)}`,
      });
      return;
    }
    for (const [key, value] of Object.entries(element)) {
      const place = byKey.get(key);
      if (place === undefined) {
        const plain = key.startsWith(`${name}.`)
          ? key.slice(name.length + 1)
          : nearestName(key, byKey.keys());
        say('events/unknown-field', [...own, key], { field: `${name}.${key}`, hint: hint(plain) });
      } else {
        diagnoseValue(place, key, value, [...own, key], say);
      }
    }
  });
}

function diagnoseValue(place: Place, field: string, value: unknown, path: Path, say: Say): void {
  const read = toSlotValue(place.shape, value, true);
  const expected = expectations[place.shape];
  if ((read !== undefined && read !== ROUNDED) || expected === undefined) {
    return;
  }
  const isInteger = place.shape === INT || place.shape === INTS;
  const tooLarge = [value].flat().find((each) => isLargeInteger(each));
  if (isInteger && tooLarge !== undefined) {
    say('events/integer-range', path, { field, found: String(tooLarge) });
  } else {
    say('events/wrong-type', path, { field, expected, found: describe(value) });
  }
}

function isLargeInteger(value: unknown): boolean {
  return (
    typeof value === 'bigint' ||
    (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
  );
}

const expectations: Readonly<Record<number, string>> = {
  [INT]: 'an integer',
  [STRING]: 'a string',
  [BOOL]: 'true or false',
  [IP]: 'an IP address',
  [INTS]: 'a list of integers',
  [STRINGS]: 'a list of strings',
  [BOOLS]: 'a list of true and false',
  [IPS]: 'a list of IP addresses',
};

function hint(name: string | undefined): string {
  return name === undefined ? '' : ` (did you mean \`${name}\`?)`;
}

/** A value in a few words; texts of a recording can be long. */
function describe(value: unknown): string {
  if (Array.isArray(value)) {
    const odd = value.findIndex((each) => typeof each === 'object' || typeof each !== typeof value[0]);
    return value.length === 0 ? 'an empty list' : `a list with ${describe(value[Math.max(odd, 0)])}`;
  }
  switch (typeof value) {
    case 'string':
      return value.length > 40 ? `a string of ${value.length} characters` : JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : 'an object';
    case 'undefined':
      return 'missing';
    default:
      return String(value);
  }
}
