import type { FieldFact, PlatformFacts } from './facts.ts';

/** Where the values of fields are in an event: a number for each field, and what each place holds. */
export interface SlotPlan {
  readonly slots: ReadonlyMap<string, number>;
  /** Kinds of the event's slots: one letter each, see {@link kindOf}. */
  readonly event: string;
  /** Kinds of the slots of one element, by iterator. */
  readonly elements: ReadonlyMap<string, string>;
}

/**
 * Gives every field its slot. Names that stand for one value get one slot: `[shown, stored]` prefixes say which
 * (spec/events.md, Canonical event). A length gets that of what it measures, that of an iterator the iterator's index.
 * Fields of any event type come first, so that what most events fill lies together.
 */
export function planSlots(
  platform: PlatformFacts,
  sharedPrefixes: readonly (readonly [string, string])[],
  holdsList: (name: string, fact: FieldFact) => boolean,
): SlotPlan {
  const iterators = Object.keys(platform.iterators);
  const fields = Object.entries(platform.fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const storedName = (name: string): string => {
    const shared = sharedPrefixes
      .filter(([shown]) => name.startsWith(shown))
      .map(([shown, stored]) => stored + name.slice(shown.length))
      .find((candidate) => candidate in platform.fields);
    return shared === undefined ? name : storedName(shared);
  };
  const isOfAnyEvent = (name: string): boolean => !((name.split('.')[0] ?? '') in platform.eventTypes);

  const slots = new Map<string, number>();
  const kinds = new Map<string | null, string>([null, ...iterators].map((owner) => [owner, '']));
  const stored = fields.filter(([name, fact]) => fact.lengthOf === undefined && storedName(name) === name);
  const first = stored.filter(([name]) => isOfAnyEvent(name));
  const rest = stored.filter(([name]) => !isOfAnyEvent(name));
  for (const [name, fact] of [...first, ...rest]) {
    const taken = kinds.get(fact.iterator) ?? '';
    slots.set(name, taken.length);
    kinds.set(fact.iterator, taken + kindOf(fact, holdsList(name, fact)));
  }
  for (const [name, fact] of fields) {
    const measured = fact.lengthOf ?? name;
    const slot = iterators.includes(measured) ? iterators.indexOf(measured) : slots.get(storedName(measured));
    if (slot === undefined) {
      throw new Error(`no slot for ${name}`);
    }
    slots.set(name, slot);
  }
  const elements = new Map(iterators.map((iterator) => [iterator, kinds.get(iterator) ?? '']));
  return { slots, event: kinds.get(null) ?? '', elements };
}

/** `l` list, `i` integer, `b` bool, `s` text. */
function kindOf(fact: FieldFact, isList: boolean): string {
  if (isList) {
    return 'l';
  }
  return fact.type === 'int' ? 'i' : fact.type === 'bool' ? 'b' : 's';
}
