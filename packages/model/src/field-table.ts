import { boundaries, isAvailable, parseRange } from './availability.ts';
import type { Availability, Field, LegacyName, Minor } from './facts.ts';
import type { EarlierTrait, PlatformData } from './platform-data.ts';

/** All fields of a platform in all versions. */
export interface FieldTable {
  names(): readonly string[];
  legacyNames(): readonly string[];
  newest(name: string): Field | undefined;
  /** The field that a name means to agents of a minor, legacy names followed. */
  at(name: string, minor: Minor): Field | undefined;
  legacy(name: string): LegacyName | undefined;
  /** Minors at which the meaning of a name changes, in any order. */
  boundaries(name: string): readonly Minor[];
  /** All fields, a stored one itself among them, whose value lies in the same slot, in the order of their names. */
  sharing(field: Field): readonly Field[];
}

/** A field through its versions: `earlier` oldest first, each up to and including a minor. */
interface FieldHistory {
  readonly newest: Field;
  readonly earlier: readonly { readonly until: Minor; readonly field: Field }[];
}

interface LegacyEntry extends LegacyName {
  readonly availability: Availability;
}

export function fieldTable(data: PlatformData): FieldTable {
  // A command that starts pays for the fields it asks for, not for all two thousand: rows are searched where they lie,
  // and read once.
  const histories = new Map<string, FieldHistory>();
  const historyOf = (name: string): FieldHistory | undefined => {
    const known = histories.get(name);
    if (known !== undefined) {
      return known;
    }
    const row = findRow(data.fields, name);
    const history = row === undefined ? undefined : readRow(data, row);
    if (history !== undefined) {
      histories.set(name, history);
    }
    return history;
  };

  let legacyEntries: ReadonlyMap<string, LegacyEntry> | undefined;
  const legacy = (): ReadonlyMap<string, LegacyEntry> => {
    legacyEntries ??= readLegacy(data);
    return legacyEntries;
  };

  let names: readonly string[] | undefined;

  let madeSlots: ReadonlyMap<string, readonly string[]> | undefined;
  /** Names by the number of their slot, whatever that is a slot of: rows that are asked for are read then. */
  const slots = (): ReadonlyMap<string, readonly string[]> => {
    madeSlots ??= namesBySlot(data.fields);
    return madeSlots;
  };

  const ownAt = (name: string, minor: Minor): Field | undefined => {
    const history = historyOf(name);
    if (history === undefined || !isAvailable(history.newest, minor)) {
      return undefined;
    }
    return history.earlier.find((step) => minor <= step.until)?.field ?? history.newest;
  };

  return {
    names() {
      names ??= data.fields.map((row) => row.slice(0, row.indexOf(' ')));
      return names;
    },
    legacyNames: () => [...legacy().keys()],
    newest: (name) => historyOf(name)?.newest,
    at(name, minor) {
      const own = ownAt(name, minor);
      if (own !== undefined) {
        return own;
      }
      const old = legacy().get(name);
      return old !== undefined && isAvailable(old.availability, minor) ? ownAt(old.to, minor) : undefined;
    },
    legacy: (name) => legacy().get(name),
    boundaries(name) {
      const old = legacy().get(name);
      return [
        ...historyBoundaries(historyOf(name)),
        ...(old === undefined ? [] : boundaries(old.availability)),
        ...(old === undefined ? [] : historyBoundaries(historyOf(old.to))),
      ];
    },
    sharing: ({ slot, iterator }) =>
      (slots().get(String(slot)) ?? []).flatMap((name) => {
        const other = historyOf(name)?.newest;
        return other?.iterator === iterator && other.lengthOf === null ? other : [];
      }),
  };
}

function namesBySlot(rows: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const bySlot = new Map<string, string[]>();
  for (const row of rows) {
    const slot = row.slice(row.lastIndexOf(' ') + 1);
    const name = row.slice(0, row.indexOf(' '));
    const names = bySlot.get(slot);
    if (names === undefined) bySlot.set(slot, [name]);
    else names.push(name);
  }
  return bySlot;
}

/** The row that begins with a name and a blank. Blanks sort before all that names hold, so rows are sorted as names. */
function findRow(rows: readonly string[], name: string): string | undefined {
  const start = `${name} `;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? '') < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const row = rows[low];
  return row?.startsWith(start) === true ? row : undefined;
}

function readRow(data: PlatformData, row: string): FieldHistory | undefined {
  const [name = '', range = '', traitNumber = '', slot = ''] = row.split(' ');
  const trait = data.traits[Number(traitNumber)];
  if (trait === undefined) {
    return undefined;
  }
  const measured = trait.length === true ? name.slice(0, -'.length'.length) : null;
  const iterator = data.iterators.find((each) => name.startsWith(`${each.name}.`) && each.name !== measured);
  const firstSegment = name.slice(0, name.indexOf('.'));
  const impliedEvent = data.eventTypes.some((type) => type.name === firstSegment) ? firstSegment : '*';
  const { since, sinceMax, until, untilMin, gaps } = parseRange(range);
  const newest: Field = {
    name,
    type: trait.type,
    array: trait.array ?? false,
    iterator: iterator?.name ?? null,
    list: trait.list ?? false,
    event: eventOf(trait.event ?? impliedEvent),
    restrictedTo: trait.restrictedTo ?? null,
    comparison: trait.comparison ?? 'plain',
    cost: trait.cost,
    constants: trait.constants ?? null,
    lengthOf: measured,
    typeUncertain: trait.typeUncertain ?? false,
    undocumented: trait.undocumented ?? false,
    slot: Number(slot),
    since,
    sinceMax,
    until,
    untilMin,
    gaps,
  };
  const earlier = (trait.before ?? []).map((step) => ({
    until: step.until,
    field: earlierField(newest, step),
  }));
  return { newest, earlier };
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
function readLegacy(data: PlatformData): ReadonlyMap<string, LegacyEntry> {
  const entries = new Map<string, LegacyEntry>();
  for (const row of data.legacy) {
    const [old = '', to = '', range = ''] = row.split(' ');
    if (findRow(data.fields, to) !== undefined) {
      const availability = parseRange(range);
      const { since, sinceMax, until } = availability;
      entries.set(old, { to, since, until, sure: since === sinceMax, availability });
    }
  }
  return entries;
}
