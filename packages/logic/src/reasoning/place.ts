import type { FieldRead, VariableRead } from '@secl/language';
import type { IntSet } from './int-set.ts';
import type { Known } from './known.ts';
import type { Term } from './term.ts';
import type { ValueTest } from './value-test.ts';

/** Somewhere in an event that values are stored, and all that is asked of these: by several terms, of their lengths too. */
export interface Place {
  readonly read: FieldRead | VariableRead;
  readonly values: Term['values'];
  readonly some: ValueTest[];
  readonly each: ValueTest[];
  readonly lengths: IntSet[];
  readonly ages: ValueTest[];
}

export interface Places {
  readonly stored: readonly Place[];
  /** What is asked of the number of elements, by the name of their iterator. */
  readonly counts: ReadonlyMap<string, readonly IntSet[]>;
}

/** What is asked of calculations and the like is left out: whether it is so, only evaluating tells. */
export function placesOf(known: Known): Places {
  const stored = new Map<string, Place>();
  const counts = new Map<string, IntSet[]>();
  for (const { term, some, each } of known.entries()) {
    const { source } = term;
    if (source.kind === 'other') continue;
    const sets = [...some, ...each].flatMap((test) => (test.type === 'int' ? [test.set] : []));
    if (source.kind === 'elements') {
      const name = source.read.field.lengthOf ?? '';
      counts.set(name, [...(counts.get(name) ?? []), ...sets]);
      continue;
    }
    const { read } = source;
    const place: Place = stored.get(source.place) ?? {
      read,
      values: term.values,
      some: [],
      each: [],
      lengths: [],
      ages: [],
    };
    stored.set(source.place, place);
    if (source.kind === 'length') place.lengths.push(...sets);
    else if (source.kind === 'age') place.ages.push(...some, ...each);
    else {
      place.some.push(...some);
      place.each.push(...each);
    }
  }
  return { stored: [...stored.values()], counts };
}

/** The field or variable that holds the values. */
export function nameOf({ read }: Place): string {
  return read.kind === 'variable' ? read.name : (read.field.lengthOf ?? read.field.name);
}
