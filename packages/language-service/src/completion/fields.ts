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

export function offersFor(
  word: string,
  all: readonly Field[],
  eventType: string | undefined,
  wanted: (field: Field) => boolean = () => true,
): readonly FieldOffer[] {
  // `process.ancestors[A].fi` goes on as `process.ancestors.fi` would.
  const { name, register } = fieldNameOf(word);
  const shown = (found: string): string =>
    register === undefined ? found : `${word.slice(0, register.end + 1)}${found.slice(register.start - 1)}`;
  const base = name.slice(0, name.lastIndexOf('.') + 1);
  const fits = all.filter(
    (field) =>
      (eventType === undefined || field.event === null || field.event === eventType) &&
      (field.restrictedTo === null || eventType === undefined || field.restrictedTo.includes(eventType)) &&
      wanted(field),
  );
  const offers = new Map<string, FieldOffer>();
  const counts = new Map<string, number>();
  for (const field of fits) {
    if (!field.name.startsWith(base)) continue;
    const dot = field.name.indexOf('.', base.length);
    if (dot === -1) offers.set(field.name, { kind: 'field', name: shown(field.name), field });
    else {
      const segment = field.name.slice(0, dot);
      counts.set(segment, (counts.get(segment) ?? 0) + 1);
    }
  }
  for (const [segment, fields] of counts)
    if (!offers.has(segment)) offers.set(segment, { kind: 'segment', name: shown(segment), fields });
  const rest = name.slice(base.length).toLowerCase();
  if (rest.length >= searchFrom) {
    let found = 0;
    for (const field of fits) {
      if (offers.has(field.name) || !field.name.startsWith(base)) continue;
      if (!field.name.slice(base.length).toLowerCase().includes(rest)) continue;
      offers.set(field.name, { kind: 'field', name: shown(field.name), field });
      if (++found === mostFound) break;
    }
  }
  // The fields below `exec.file` are worth offering beside it once all of it is typed.
  return [...offers.values()];
}
