import type { Catalogue, EventType } from '@secl/model';
import { type FieldRow, knownFields, rowOf } from './fields-row.ts';
import { plainVersions, type Versions } from './fields-versions.ts';

export interface EventTypeRow extends Versions {
  readonly name: string;
  readonly category: string;
  readonly experimental: boolean;
  readonly description: string;
}

export function rowOfEventType(type: EventType, catalogue: Catalogue): EventTypeRow {
  const { name, category, experimental } = type;
  return {
    name,
    category,
    experimental,
    description: catalogue.describeEventType(name),
    ...plainVersions(type),
  };
}

export function eventTypeRows(catalogue: Catalogue, minor: number | undefined): readonly EventTypeRow[] {
  return catalogue.eventTypes
    .filter(({ name }) => minor === undefined || catalogue.at(minor).eventType(name) !== undefined)
    .map((type) => rowOfEventType(type, catalogue));
}

/** What rules on one event type can ask. */
export interface EventTypeFields {
  readonly eventType: EventTypeRow;
  /** Fields of this event type only. */
  readonly own: readonly FieldRow[];
  /** Fields of any event type, and those limited to some of which this is one. */
  readonly shared: readonly FieldRow[];
}

export function fieldsOfEventType(
  type: EventType,
  catalogue: Catalogue,
  minor: number | undefined,
): EventTypeFields {
  const fields = knownFields(catalogue, minor);
  const shared = fields.filter(
    ({ event, restrictedTo }) => event === null && (restrictedTo?.includes(type.name) ?? true),
  );
  return {
    eventType: rowOfEventType(type, catalogue),
    own: fields.filter(({ event }) => event === type.name).map((field) => rowOf(field, catalogue)),
    shared: shared.map((field) => rowOf(field, catalogue)),
  };
}
