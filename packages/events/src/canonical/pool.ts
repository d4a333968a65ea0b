import { type Catalogue, type Element, type Event, emptyEvent, type UnknownFields } from '@secl/model';

/** A list of slots that an event has filled, to be set back before the next one. */
interface Filled {
  readonly used: number[];
  count: number;
}

interface PooledElement extends Filled {
  readonly slots: Element;
}

/**
 * The one Event of all lines that say the same about unknown fields. An event has some 30 of 1,600 values, so what was
 * filled is set back, not all; elements stay at their index and are taken again.
 */
export interface PooledEvent extends Filled {
  readonly event: Event;
  /** By iterator index. */
  readonly elements: readonly PooledElement[][];
}

export function pooledEvent(catalogue: Catalogue, unknown: UnknownFields): PooledEvent {
  return {
    event: emptyEvent(catalogue, unknown),
    used: [],
    count: 0,
    elements: catalogue.iterators.map(() => []),
  };
}

/** The event with every slot at its start value and without elements. */
export function reset(pooled: PooledEvent): Event {
  const { event, used } = pooled;
  const { slots } = event;
  const start = event.unknown.slots;
  for (let index = 0; index < pooled.count; index++) {
    const slot = used[index] ?? 0;
    slots[slot] = start[slot] ?? 0;
  }
  pooled.count = 0;
  for (let iterator = 0; iterator < event.elements.length; iterator++) {
    const elements = event.elements[iterator];
    while (elements !== undefined && elements.length > 0) {
      elements.pop();
    }
  }
  return event;
}

/** One more element of an iterator, every slot at its start value. */
export function addElement(pooled: PooledEvent, iterator: number): PooledElement {
  const pool = pooled.elements[iterator] ?? [];
  const live = pooled.event.elements[iterator] ?? [];
  const start = pooled.event.unknown.elements[iterator] ?? [];
  let element = pool[live.length];
  if (element === undefined) {
    element = { slots: [...start], used: [], count: 0 };
    pool.push(element);
  } else {
    const { slots, used } = element;
    for (let index = 0; index < element.count; index++) {
      const slot = used[index] ?? 0;
      slots[slot] = start[slot] ?? 0;
    }
    element.count = 0;
  }
  live.push(element.slots);
  return element;
}
