/** Fields as they are offered: a segment at a time, those of the rule's event type. */
import { type Node, walk } from '@secl/language';
import type { Facts, Field } from '@secl/model';
import { fieldNameOf } from '../view/field-name.ts';

export type FieldOffer =
  | { readonly kind: 'field'; readonly name: string; readonly field: Field }
  /** The start of longer names. */
  | { readonly kind: 'segment'; readonly name: string; readonly fields: number };

const known = new WeakMap<Facts, readonly Field[]>();

/** The fields that agents of these facts know, by name. */
export function fieldsOf(facts: Facts, names: readonly string[]): readonly Field[] {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const fields = names.flatMap((name) => {
    const field = facts.field(name);
    return field === undefined || field.name !== name ? [] : [field];
  });
  known.set(facts, fields);
  return fields;
}

/** The event type that the fields of an expression give its rule; the word at `except` is still being typed. */
export function eventTypeOf(root: Node, facts: Facts, except: number): string | undefined {
  for (const node of walk(root)) {
    if (node.kind !== 'ident' || (node.span.start <= except && except <= node.span.end)) continue;
    const event = facts.field(fieldNameOf(node.name).name)?.event;
    if (event !== undefined && event !== null) return event;
  }
  return undefined;
}

/** Words of this length are looked for anywhere in a name. */
const searchFrom = 3;
const mostFound = 40;

/** What was offered for the beginnings of words, by event type and beginning. */
const begun = new WeakMap<readonly Field[], Map<string, Begun>>();

interface Begun {
  /** All fields whose names begin so. */
  readonly fields: readonly Field[];
  /** The next segment of each. */
  readonly offers: ReadonlyMap<string, FieldOffer>;
}

/** `all`: a list that stays the same one, as `fieldsOf` gives it. */
export function offersFor(
  word: string,
  all: readonly Field[],
  eventType: string | undefined,
): readonly FieldOffer[] {
  // `process.ancestors[A].fi` goes on as `process.ancestors.fi` would.
  const { name, register } = fieldNameOf(word);
  const base = name.slice(0, name.lastIndexOf('.') + 1);
  const { fields, offers } = begunBy(base, all, eventType);
  const found = [...offers.values()];
  const rest = name.slice(base.length).toLowerCase();
  if (rest.length >= searchFrom) {
    let count = 0;
    for (const field of fields) {
      if (offers.has(field.name) || !field.name.slice(base.length).toLowerCase().includes(rest)) continue;
      found.push({ kind: 'field', name: field.name, field });
      if (++count === mostFound) break;
    }
  }
  if (register === undefined) return found;
  const shown = (name: string): string =>
    `${word.slice(0, register.end + 1)}${name.slice(register.start - 1)}`;
  return found.map((offer) => ({ ...offer, name: shown(offer.name) }));
}

function begunBy(base: string, all: readonly Field[], eventType: string | undefined): Begun {
  const known = begun.get(all) ?? new Map<string, Begun>();
  begun.set(all, known);
  const key = `${eventType ?? ''} ${base}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const fields = all.filter((field) => field.name.startsWith(base) && isKnownTo(field, eventType));
  const offers = new Map<string, FieldOffer>();
  const counts = new Map<string, number>();
  for (const field of fields) {
    const dot = field.name.indexOf('.', base.length);
    if (dot === -1) offers.set(field.name, { kind: 'field', name: field.name, field });
    else {
      const segment = field.name.slice(0, dot);
      counts.set(segment, (counts.get(segment) ?? 0) + 1);
    }
  }
  // The fields below `exec.file` are worth offering beside it once all of it is typed.
  for (const [segment, count] of counts)
    if (!offers.has(segment)) offers.set(segment, { kind: 'segment', name: segment, fields: count });
  // Beginnings that no field has are without end.
  if (fields.length > 0) known.set(key, { fields, offers });
  return { fields, offers };
}

function isKnownTo({ event, restrictedTo }: Field, eventType: string | undefined): boolean {
  if (eventType === undefined) return true;
  return (
    (event === null || event === eventType) && (restrictedTo === null || restrictedTo.includes(eventType))
  );
}
