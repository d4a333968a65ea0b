import data from './data/rule-filters.json' with { type: 'json' };
import type { FieldType, Minor, Platform } from './facts.ts';

/** A fact about the host that `filters` of rules and macros may ask for. */
export interface FilterField {
  readonly name: string;
  readonly type: FieldType;
  readonly array: boolean;
  readonly since: Minor;
  readonly until: Minor | null;
}

const tables = new Map<Platform, ReadonlyMap<string, FilterField>>();

/** All filter fields of a platform in any version, by name. */
export function filterFields(platform: Platform): ReadonlyMap<string, FilterField> {
  const known = tables.get(platform);
  if (known !== undefined) {
    return known;
  }
  const made = new Map(
    data.fields.map(({ typeOnWindows, ...field }) => {
      const type = (platform === 'windows' ? typeOnWindows : field.type) as FieldType;
      return [field.name, { ...field, type }];
    }),
  );
  tables.set(platform, made);
  return made;
}

/** The filter field as agents of a minor know it. Agents before 7.41 know none. */
export function filterField(name: string, platform: Platform, minor: Minor): FilterField | undefined {
  const field = filterFields(platform).get(name);
  return field !== undefined && minor >= field.since && (field.until === null || minor <= field.until)
    ? field
    : undefined;
}
