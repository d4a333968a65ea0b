/** What an event is about, in words for a list and for a detail view. */
import { type Catalogue, type Event, type Field, isUnknown, type SlotValue } from '@secl/model';
import type { Reading } from '../protocol.ts';

export interface EventWords {
  /** The path or name of the program that it happened in. */
  process(event: Event): string;
  about(event: Event): string;
  /** All that is known of it and not empty, fields of its own type first. */
  fields(event: Event): readonly Reading[];
}

/** Of what an event is about, so much is shown. */
const shown = 300;

/** What tells most of an event, first come first served; `*` stands for the event's own type. */
const telling = ['*.file.path', '*.addr.hostname', '*.addr.ip', '*.question.name', '*.name', '*.file.name'];

export function eventWords(catalogue: Catalogue): EventWords {
  const slot = (name: string): number => catalogue.field(name)?.slot ?? -1;
  const program = ['process.file.path', 'process.comm', 'process.file.name'].map(slot);
  const argumentsOf = ['process.argv', 'process.args', 'process.cmdline'].map(slot);
  const port = new Map<string, number>();
  const aboutSlots = new Map<string, readonly number[]>();
  const fieldsOfType = new Map<string, readonly Field[]>();
  const first = ({ slots }: Event, from: readonly number[]): string => {
    for (const each of from) {
      const text = textOf(slots[each]);
      if (text !== '') return text;
    }
    return '';
  };
  const slotsFor = (type: string): readonly number[] => {
    const known = aboutSlots.get(type) ?? telling.map((name) => slot(name.replace('*', type)));
    aboutSlots.set(type, known);
    return known;
  };
  const fieldsFor = (type: string): readonly Field[] => {
    const known = fieldsOfType.get(type) ?? fieldsOf(catalogue, type);
    fieldsOfType.set(type, known);
    return known;
  };
  return {
    process: (event) => first(event, program),
    about(event) {
      if (event.type === 'exec') return first(event, argumentsOf).slice(0, shown);
      const text = first(event, slotsFor(event.type));
      const at = port.get(event.type) ?? slot(`${event.type}.addr.port`);
      port.set(event.type, at);
      const number = textOf(event.slots[at]);
      return (number === '' ? text : `${text}:${number}`).slice(0, shown);
    },
    fields: (event) =>
      fieldsFor(event.type).flatMap(({ name, slot: at }) => {
        const value = event.slots[at];
        return value === undefined || textOf(value) === '' ? [] : [{ name, value: written(value) }];
      }),
  };
}

/** Fields that store a value of such events; of several names for one value the event's own. */
function fieldsOf(catalogue: Catalogue, type: string): readonly Field[] {
  const bySlot = new Map<number, Field>();
  for (const name of catalogue.fieldNames) {
    const field = catalogue.field(name);
    if (field === undefined || field.iterator !== null || field.lengthOf !== null) continue;
    if (field.event !== null && field.event !== type) continue;
    if (field.restrictedTo !== null && !field.restrictedTo.includes(type)) continue;
    const known = bySlot.get(field.slot);
    if (known === undefined || (known.event === null && field.event === type)) bySlot.set(field.slot, field);
  }
  const own = (field: Field): number => (field.event === type ? 0 : 1);
  return [...bySlot.values()].sort((a, b) => own(a) - own(b) || (a.name < b.name ? -1 : 1));
}

function textOf(value: SlotValue | undefined): string {
  if (value === undefined || isUnknown(value) || value === 0 || value === false) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
}

function written(value: SlotValue): string {
  if (isUnknown(value)) return 'unknown';
  if (typeof value === 'object') return `[${value.map((each) => written(each)).join(', ')}]`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
