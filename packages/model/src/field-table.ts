import { boundaries, isAvailable, parseRange } from './availability.ts';
import type { Availability, Field, LegacyName, Minor } from './facts.ts';
import type { EarlierTrait, PlatformData, Trait } from './platform-data.ts';
import { planSlots, type SlotPlan } from './slots.ts';

/** All fields of a platform in all versions. */
export interface FieldTable {
  readonly names: readonly string[];
  readonly legacyNames: readonly string[];
  readonly plan: SlotPlan;
  newest(name: string): Field | undefined;
  /** The field that a name means to agents of a minor, legacy names followed. */
  at(name: string, minor: Minor): Field | undefined;
  legacy(name: string): LegacyName | undefined;
  /** Minors at which the meaning of a name changes, in any order. */
  boundaries(name: string): readonly Minor[];
}

/** A field through its versions: the state of `steps[i]` lasts through `steps[i].until`. */
interface FieldHistory {
  readonly newest: Field;
  readonly earlier: readonly { readonly until: Minor; readonly field: Field }[];
}

interface LegacyEntry extends LegacyName {
  readonly availability: Availability;
}

export function fieldTable(data: PlatformData): FieldTable {
  const ranges = new Map<string, Availability>();
  const rangeOf = (word: string): Availability => {
    const known = ranges.get(word) ?? parseRange(word);
    ranges.set(word, known);
    return known;
  };
  const traits = new Map<string, Trait>();
  const availabilities = new Map<string, Availability>();
  for (const row of data.fields) {
    const [name = '', range = '', number = ''] = row.split(' ');
    const trait = data.traits[Number(number)];
    if (trait !== undefined) {
      traits.set(name, trait);
      availabilities.set(name, rangeOf(range));
    }
  }
  const plan = planSlots(data, traits);
  const eventTypes = new Set(data.eventTypes.map((type) => type.name));
  const legacy = legacyEntries(data, traits);

  // Made when first asked for: a policy names some dozens of the two thousand.
  const histories = new Map<string, FieldHistory>();
  const historyOf = (name: string): FieldHistory | undefined => {
    const known = histories.get(name);
    if (known !== undefined) {
      return known;
    }
    const trait = traits.get(name);
    const availability = availabilities.get(name);
    if (trait === undefined || availability === undefined) {
      return undefined;
    }
    const firstSegment = name.slice(0, name.indexOf('.'));
    const newest: Field = {
      name,
      type: trait.type,
      array: trait.array ?? false,
      iterator:
        plan.iterators.find((each) => name.startsWith(`${each.name}.`) && !isLengthOf(name, each.name))
          ?.name ?? null,
      list: trait.list ?? false,
      event: eventOf(trait.event ?? (eventTypes.has(firstSegment) ? firstSegment : '*')),
      restrictedTo: trait.restrictedTo ?? null,
      comparison: trait.comparison ?? 'plain',
      cost: trait.cost,
      constants: trait.constants ?? null,
      lengthOf: trait.length === true ? name.slice(0, -'.length'.length) : null,
      typeUncertain: trait.typeUncertain ?? false,
      undocumented: trait.undocumented ?? false,
      slot: plan.slots.get(name) ?? -1,
      ...availability,
    };
    const earlier = (trait.before ?? []).map((step) => ({
      until: step.until,
      field: earlierField(newest, step),
    }));
    const history = { newest, earlier };
    histories.set(name, history);
    return history;
  };

  const ownAt = (name: string, minor: Minor): Field | undefined => {
    const history = historyOf(name);
    if (history === undefined || !isAvailable(history.newest, minor)) {
      return undefined;
    }
    return history.earlier.find((step) => minor <= step.until)?.field ?? history.newest;
  };

  return {
    names: [...traits.keys()],
    legacyNames: [...legacy.keys()],
    plan,
    newest: (name) => historyOf(name)?.newest,
    at(name, minor) {
      const own = ownAt(name, minor);
      if (own !== undefined) {
        return own;
      }
      const old = legacy.get(name);
      return old !== undefined && isAvailable(old.availability, minor) ? ownAt(old.to, minor) : undefined;
    },
    legacy: (name) => legacy.get(name),
    boundaries(name) {
      const history = historyOf(name);
      const old = legacy.get(name);
      return [
        ...(history === undefined ? [] : historyBoundaries(history)),
        ...(old === undefined ? [] : boundaries(old.availability)),
        ...(old === undefined ? [] : historyBoundaries(historyOf(old.to))),
      ];
    },
  };
}

function isLengthOf(name: string, measured: string): boolean {
  return name === `${measured}.length`;
}

function eventOf(name: string): string | null {
  return name === '*' ? null : name;
}

function earlierField(newest: Field, step: EarlierTrait): Field {
  return {
    ...newest,
    ...(step.type !== undefined && { type: step.type }),
    ...(step.array !== undefined && { array: step.array }),
    ...(step.comparison !== undefined && { comparison: step.comparison }),
    ...(step.event !== undefined && { event: eventOf(step.event) }),
    ...(step.restrictedTo !== undefined && {
      restrictedTo: step.restrictedTo.length === 0 ? null : step.restrictedTo,
    }),
  };
}

function historyBoundaries(history: FieldHistory | undefined): readonly Minor[] {
  return history === undefined
    ? []
    : [...boundaries(history.newest), ...history.earlier.map((step) => step.until + 1)];
}

/** Names whose target was never a field lead nowhere, so they are left out. */
function legacyEntries(
  data: PlatformData,
  traits: ReadonlyMap<string, Trait>,
): ReadonlyMap<string, LegacyEntry> {
  const entries = new Map<string, LegacyEntry>();
  for (const row of data.legacy) {
    const [old = '', to = '', range = ''] = row.split(' ');
    if (traits.has(to)) {
      const availability = parseRange(range);
      const { since, until } = availability;
      entries.set(old, { to, since, until, sure: since === availability.sinceMax, availability });
    }
  }
  return entries;
}
