import type { Iterator } from './facts.ts';
import type { PlatformData, Trait } from './platform-data.ts';
import type { Scalar } from './value.ts';

type Zero = Scalar | readonly Scalar[];

export interface SlotPlan {
  /** By field name. */
  readonly slots: ReadonlyMap<string, number>;
  readonly iterators: readonly Iterator[];
  readonly zeros: readonly Zero[];
  readonly elementZeros: readonly (readonly Zero[])[];
}

const NO_VALUES: readonly Scalar[] = Object.freeze([]);

/**
 * Gives every field its place in an Event. Names that stand for one value get one slot (spec/events.md, Canonical
 * event); lengths get that of what they measure. Fields that belong to any event type come first, so that what most
 * events fill lies together.
 */
export function planSlots(data: PlatformData, fields: ReadonlyMap<string, Trait>): SlotPlan {
  const slots = new Map<string, number>();
  const zeros: Zero[] = [];
  const elementZeros: Zero[][] = data.iterators.map(() => []);
  const iteratorPrefixes = data.iterators.map((iterator) => `${iterator.name}.`);
  const eventTypes = new Set(data.eventTypes.map((type) => type.name));

  const assign = (name: string, trait: Trait): void => {
    const iterator = iteratorPrefixes.findIndex((prefix) => name.startsWith(prefix));
    const owner = (iterator < 0 ? undefined : elementZeros[iterator]) ?? zeros;
    slots.set(name, owner.push(zeroOf(trait)) - 1);
  };
  const storedName = (name: string): string => {
    for (const [shown = '', stored = ''] of data.sharedPrefixes) {
      if (name.startsWith(shown) && fields.has(stored + name.slice(shown.length))) {
        return stored + name.slice(shown.length);
      }
    }
    return name;
  };

  const own = [...fields].filter(([name, trait]) => trait.length !== true && storedName(name) === name);
  const isOfAnyEvent = (name: string): boolean => !eventTypes.has(name.slice(0, name.indexOf('.')));
  for (const [name, trait] of own.filter(([name]) => isOfAnyEvent(name))) {
    assign(name, trait);
  }
  for (const [name, trait] of own.filter(([name]) => !isOfAnyEvent(name))) {
    assign(name, trait);
  }
  for (const [name, trait] of fields) {
    const measured = trait.length === true ? name.slice(0, -'.length'.length) : name;
    const iterator = data.iterators.findIndex((each) => each.name === measured);
    slots.set(name, iterator >= 0 ? iterator : (slots.get(storedName(measured)) ?? -1));
  }
  return {
    slots,
    iterators: data.iterators.map((iterator, index) => ({
      ...iterator,
      index,
      size: elementZeros[index]?.length ?? 0,
    })),
    zeros,
    elementZeros,
  };
}

function zeroOf(trait: Trait): Zero {
  if (trait.list === true) {
    return NO_VALUES;
  }
  switch (trait.type) {
    case 'int':
      return 0;
    case 'bool':
      return false;
    case 'string':
    case 'ip':
      return '';
  }
}
