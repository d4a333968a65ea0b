import type { FieldRead } from '@secl/language';
import type { Catalogue } from '@secl/model';

/** Where a field's value lies in an event. */
export type Place =
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'list'; readonly slot: number }
  /** In every element of an iterator; `register`: only in the one that the rule's iterator variable stands for. */
  | {
      readonly kind: 'elements';
      readonly iterator: number;
      readonly slot: number;
      readonly register: boolean;
    };

/**
 * The place of a field that is read as it is stored. Undefined for what is computed, or stored in another shape than the
 * rule's agent version has it, or belongs to another event type: all rare, and left to the closures.
 */
export function placeOf(read: FieldRead, eventType: string, catalogue: Catalogue): Place | undefined {
  const { field } = read;
  const stored = catalogue.field(field.name);
  if (stored === undefined || stored.type !== field.type || field.lengthOf !== null) return undefined;
  if (field.event !== null && eventType !== '' && field.event !== eventType) return undefined;
  if (field.iterator !== null) {
    return {
      kind: 'elements',
      iterator: read.iteratorIndex,
      slot: field.slot,
      register: read.register !== null,
    };
  }
  if (read.register !== null) return undefined;
  return { kind: stored.list || field.list ? 'list' : 'slot', slot: field.slot };
}
