import type { Catalogue, Field } from '@secl/model';
import { type Versions, versionsOf } from './fields-versions.ts';

/** One field in a list. */
export interface FieldRow extends Versions {
  readonly name: string;
  readonly type: Field['type'];
  readonly array: boolean;
  /** The one event type it may be used with. */
  readonly eventType: string | null;
  readonly description: string;
}

export function rowOf(field: Field, catalogue: Catalogue): FieldRow {
  return {
    name: field.name,
    type: field.type,
    array: field.array,
    eventType: field.event,
    ...versionsOf(field),
    description: catalogue.describe(field.name),
  };
}

/** `int`, and `string[]` for what has several values. */
export function shortType({ type, array }: Pick<FieldRow, 'type' | 'array'>): string {
  return array ? `${type}[]` : type;
}

const plurals = { string: 'strings', int: 'integers', bool: 'truth values', ip: 'IP addresses' } as const;
const singles = { string: 'string', int: 'integer, 64 bits', bool: 'truth value', ip: 'IP address' } as const;

export function longType({ type, array, iterator }: Pick<Field, 'type' | 'array' | 'iterator'>): string {
  if (iterator !== null) return `${plurals[type]}, one for each of ${iterator}`;
  return array ? `list of ${plurals[type]}` : singles[type];
}

/** The fields that agents of a minor know (of all versions where none is given), in order of their names. */
export function knownFields(catalogue: Catalogue, minor: number | undefined): readonly Field[] {
  const facts = minor === undefined ? undefined : catalogue.at(minor);
  return catalogue.fieldNames.flatMap((name) => {
    const field = facts === undefined ? catalogue.field(name) : facts.field(name);
    // Facts follow legacy names to fields that are listed under their own.
    return field === undefined || field.name !== name ? [] : [field];
  });
}
