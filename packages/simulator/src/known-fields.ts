import { type Catalogue, type Event, type Field, isUnknown } from '@secl/model';

/** Slots that no event of a type has held a value in, so far. */
interface Lacking {
  slots: readonly number[];
  /** Of iterators that lack any. */
  elements: readonly { readonly iterator: number; readonly slots: readonly number[] }[];
}

/**
 * What a recording knows, learned from its events: a field is known if some event of the type holds a value for it, or
 * may hold none. Recordings that know everything cost one look at their first event of each type.
 */
export class KnownFields {
  private readonly catalogue: Catalogue;
  private readonly types = new Map<string, Lacking>();

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
  }

  learn(event: Event): void {
    const lacking = this.types.get(event.type);
    if (lacking === undefined) {
      this.types.set(event.type, this.lackedBy(event));
      return;
    }
    if (lacking.slots.length > 0)
      lacking.slots = lacking.slots.filter((slot) => isLacking(event.slots[slot]));
    if (lacking.elements.length === 0) return;
    lacking.elements = lacking.elements
      .map(({ iterator, slots }) => ({
        iterator,
        slots: slots.filter((slot) => isLackingInAll(event, iterator, slot)),
      }))
      .filter(({ slots }) => slots.length > 0);
  }

  private lackedBy(event: Event): Lacking {
    return {
      slots: indexes(event.slots.length).filter((slot) => isLacking(event.slots[slot])),
      elements: this.catalogue.elementZeros
        .map((zeros, iterator) => ({
          iterator,
          slots: indexes(zeros.length).filter((slot) => isLackingInAll(event, iterator, slot)),
        }))
        .filter(({ slots }) => slots.length > 0),
    };
  }

  /** Whether events of this type came; only then is there something to say about its fields. */
  has(type: string): boolean {
    return this.types.has(type);
  }

  knows(type: string, field: Field): boolean {
    const lacking = this.types.get(type);
    if (lacking === undefined) return false;
    const { iterators, elementZeros } = this.catalogue;
    const lackedOf = (iterator: number | undefined): readonly number[] =>
      lacking.elements.find((each) => each.iterator === iterator)?.slots ?? [];
    const measured = iterators.find((each) => each.name === field.lengthOf);
    // The length of a list is known where anything of its elements is.
    if (measured !== undefined)
      return lackedOf(measured.index).length < (elementZeros[measured.index] ?? []).length;
    if (field.iterator === null) return !lacking.slots.includes(field.slot);
    const iterator = iterators.find((each) => each.name === field.iterator);
    return !lackedOf(iterator?.index).includes(field.slot);
  }
}

function isLacking(value: Event['slots'][number] | undefined): boolean {
  return value !== undefined && isUnknown(value);
}

/** Elements that are not given may be known to be none; what is unknown of them is unknown to the recording. */
function isLackingInAll({ elements, unknown }: Event, iterator: number, slot: number): boolean {
  return (
    isLacking(unknown.elements[iterator]?.[slot]) &&
    (elements[iterator] ?? []).every((element) => isLacking(element[slot]))
  );
}

function indexes(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
