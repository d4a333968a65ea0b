import type { Location } from '@secl/text';
import type { LintedSet } from '../view/linted.ts';

/** The id of the rule or macro that holds a place; empty where none does. */
export function subjectAt(set: LintedSet): (place: Location) => string {
  const held = new Map<string, readonly Held[]>();
  for (const { name, rules, macros } of set.files) {
    const own = [...rules, ...macros].map(({ id, definition: { offset, range } }) => ({
      id,
      start: offset + range.start,
      end: offset + range.end,
    }));
    held.set(
      name,
      own.sort((a, b) => a.start - b.start),
    );
  }
  return ({ document, range }) => {
    const items = held.get(document) ?? [];
    // The last that starts at or before it.
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((items[middle]?.start ?? 0) <= range.start) low = middle + 1;
      else high = middle;
    }
    const item = items[low - 1];
    return item !== undefined && range.end <= item.end ? item.id : '';
  };
}

interface Held {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}
