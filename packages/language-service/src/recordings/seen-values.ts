/** Which values fields had in recordings: the most frequent are offered where a value is written. */
import { type Catalogue, type Event, type Field, isUnknown, type SlotValue } from '@secl/model';

/** So many different values of a field are counted; those that come later are not. */
const mostValues = 200;
/** Longer ones are nothing that somebody would pick from a list. */
const longest = 120;

interface Watched {
  readonly field: Field;
  readonly counts: Map<string, number>;
}

/** By field (`keyOf`): values with how often each was seen. Plain data, as it may come out of another thread. */
export type SeenTable = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The values of a field as texts, the most frequent first, equals in the order of the alphabet. */
export function valuesOf(
  table: SeenTable,
  field: Field,
): readonly { readonly value: string; readonly times: number }[] {
  return [...(table.get(keyOf(field)) ?? [])]
    .map(([value, times]) => ({ value, times }))
    .sort((a, b) => b.times - a.times || (a.value < b.value ? -1 : 1));
}

export class SeenValues {
  /** By event type: the fields whose values are in `Event.slots`. */
  readonly #byType = new Map<string, readonly Watched[]>();
  readonly #bySlot = new Map<string, Map<string, number>>();
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  add(event: Event): void {
    for (const { field, counts } of this.#watchedOf(event.type)) {
      const value = event.slots[field.slot];
      if (value === undefined || isUnknown(value)) continue;
      if (Array.isArray(value)) for (const each of value) count(counts, each);
      else count(counts, value);
    }
  }

  get table(): SeenTable {
    return this.#bySlot;
  }

  #watchedOf(type: string): readonly Watched[] {
    const known = this.#byType.get(type);
    if (known !== undefined) return known;
    const slots = new Set<string>();
    const watched = this.#catalogue.fieldNames.flatMap((name): Watched[] => {
      const field = this.#catalogue.field(name);
      if (field === undefined || field.lengthOf !== null || field.iterator !== null || field.type === 'bool')
        return [];
      if (field.event !== null && field.event !== type) return [];
      const key = keyOf(field);
      if (slots.has(key) || isTime(name)) return [];
      slots.add(key);
      const counts = this.#bySlot.get(key) ?? new Map<string, number>();
      this.#bySlot.set(key, counts);
      return [{ field, counts }];
    });
    this.#byType.set(type, watched);
    return watched;
  }
}

const isTime = (name: string): boolean => /(?:_time|_at|\.timestamp)$/.test(name);

/** `exec.X` and `process.X` are one slot, but only events of one type count for the first. */
function keyOf({ event, slot }: Field): string {
  return `${event ?? ''} ${slot}`;
}

function count(counts: Map<string, number>, value: SlotValue): void {
  const text = String(value);
  if (text === '' || text.length > longest || text === '0') return;
  const before = counts.get(text);
  if (before === undefined && counts.size >= mostValues) return;
  counts.set(text, (before ?? 0) + 1);
}
