import { type FieldFact, minor, type PlatformFacts } from './facts.ts';
import { rangeWord } from './ranges.ts';
import type { SlotPlan } from './slots.ts';

/** Everything about a field but its name and its versions; few differ, so fields refer to them by number. */
export interface Trait {
  readonly type: string;
  readonly array?: true;
  readonly list?: true;
  readonly cost: number;
  readonly comparison?: string;
  readonly constants?: string;
  /** Only where it is not the first segment of the name. */
  readonly event?: string;
  readonly restrictedTo?: readonly string[];
  readonly length?: true;
  readonly undocumented?: true;
  readonly typeUncertain?: true;
  /** What was different up to and including a minor, oldest first. */
  readonly before?: readonly Before[];
}

export interface Before {
  readonly until: number;
  readonly type?: string;
  readonly array?: boolean;
  readonly comparison?: string;
  readonly event?: string;
  readonly restrictedTo?: readonly string[];
}

const typeName = (type: FieldFact['type']): string => (type === 'cidr' ? 'ip' : type);

/** Field rows `name range trait slot`, and the traits that they number. */
export function fieldRows(
  platform: PlatformFacts,
  lastExactMinor: number,
  plan: SlotPlan,
): { readonly rows: readonly string[]; readonly traits: readonly Trait[] } {
  const numbers = new Map<string, number>();
  const traits: Trait[] = [];
  const rows = Object.keys(platform.fields)
    .sort()
    .map((name) => {
      const fact = factOf(platform, name);
      const trait = traitOf(platform, name, fact, lastExactMinor);
      const key = JSON.stringify(trait);
      let number = numbers.get(key);
      if (number === undefined) {
        number = traits.push(trait) - 1;
        numbers.set(key, number);
      }
      return `${name} ${rangeWord(fact)} ${number} ${plan.slots.get(name)}`;
    });
  return { rows, traits };
}

function factOf(platform: PlatformFacts, name: string): FieldFact {
  const fact = platform.fields[name];
  if (fact === undefined) {
    throw new Error(`no facts for ${name}`);
  }
  return fact;
}

function traitOf(platform: PlatformFacts, name: string, fact: FieldFact, lastExactMinor: number): Trait {
  const firstSegment = name.slice(0, name.indexOf('.'));
  const impliedEvent = firstSegment in platform.eventTypes ? firstSegment : '*';
  const restrictedTo = fact.restrictedToLater ?? fact.restrictedTo;
  const before = earlierStates(fact, lastExactMinor);
  checkDerivable(platform, name, fact);
  return {
    type: typeName(fact.type),
    ...(fact.array && { array: true as const }),
    ...(holdsList(platform, name, fact) && { list: true as const }),
    cost: fact.weight,
    ...(fact.ops !== null && { comparison: fact.ops }),
    ...(fact.constants !== null && { constants: fact.constants }),
    ...(fact.event !== impliedEvent && { event: fact.event }),
    ...(restrictedTo !== undefined && { restrictedTo }),
    ...(fact.lengthOf !== undefined && { length: true as const }),
    ...(fact.undocumented === true && { undocumented: true as const }),
    ...(fact.typeUncertain === true && { typeUncertain: true as const }),
    ...(before.length > 0 && { before }),
  };
}

/**
 * Whether one slot of it holds a list. All iterator fields are arrays to the language, one value an element; whether
 * one element holds several values shows in the field of the process itself (`process.argv`).
 */
export function holdsList(platform: PlatformFacts, name: string, fact: FieldFact): boolean {
  if (fact.iterator === null) {
    return fact.array;
  }
  const owner = fact.iterator.slice(0, fact.iterator.lastIndexOf('.'));
  return platform.fields[owner + name.slice(fact.iterator.length)]?.array ?? false;
}

/** The data leave out what the name says; this keeps the names honest. */
function checkDerivable(platform: PlatformFacts, name: string, fact: FieldFact): void {
  if (fact.lengthOf !== undefined && name !== `${fact.lengthOf}.length`) {
    throw new Error(`${name} is not named after what it measures (${fact.lengthOf})`);
  }
  const isIteratorLength = fact.lengthOf !== undefined && fact.lengthOf in platform.iterators;
  const iterator = Object.keys(platform.iterators).find((each) => name.startsWith(`${each}.`)) ?? null;
  if (fact.iterator !== (isIteratorLength ? null : iterator)) {
    throw new Error(`the iterator of ${name} does not show in its name`);
  }
}

/** The states before the newest one, each with only what differed from the newest. */
function earlierStates(fact: FieldFact, lastExactMinor: number): readonly Before[] {
  const ends = new Set<number>();
  for (const change of fact.changes ?? []) {
    ends.add(minor(change.version) - 1);
  }
  const restrictedSince = fact.restrictedSince === undefined ? undefined : minor(fact.restrictedSince);
  if (restrictedSince !== undefined && restrictedSince > minor(fact.since)) {
    ends.add(restrictedSince - 1);
  }
  if (fact.restrictedToLater !== undefined) {
    ends.add(lastExactMinor);
  }
  return [...ends]
    .sort((a, b) => a - b)
    .map((until) => {
      const type = valueAt(fact, 'type', until, fact.type);
      const array = valueAt(fact, 'array', until, fact.array);
      const ops = valueAt(fact, 'ops', until, fact.ops);
      const event = valueAt(fact, 'event', until, fact.event);
      const restricted = restrictionAt(fact, until, lastExactMinor);
      const newest = fact.restrictedToLater ?? fact.restrictedTo;
      return {
        until,
        ...(type !== fact.type && { type: typeName(type) }),
        ...(array !== fact.array && { array }),
        ...(ops !== fact.ops && { comparison: ops ?? 'plain' }),
        ...(event !== fact.event && { event }),
        ...(restricted !== newest && { restrictedTo: restricted ?? [] }),
      };
    });
}

/** The value at a minor: the old side of the first change after it, else the newest value. */
function valueAt<K extends 'type' | 'array' | 'ops' | 'event'>(
  fact: FieldFact,
  key: K,
  at: number,
  newest: FieldFact[K],
): FieldFact[K] {
  for (const change of fact.changes ?? []) {
    const pair = change[key];
    if (pair !== undefined && minor(change.version) > at) {
      return pair[0] as FieldFact[K];
    }
  }
  return newest;
}

function restrictionAt(fact: FieldFact, at: number, lastExactMinor: number): readonly string[] | undefined {
  if (fact.restrictedSince !== undefined && at < minor(fact.restrictedSince)) {
    return undefined;
  }
  return at > lastExactMinor ? (fact.restrictedToLater ?? fact.restrictedTo) : fact.restrictedTo;
}
