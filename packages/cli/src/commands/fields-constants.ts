import type { Catalogue, Constant } from '@secl/model';
import { plainVersions, type Versions } from './fields-versions.ts';

export interface ConstantRow extends Versions {
  readonly name: string;
  /** null where it is not known. */
  readonly value: Constant['value'];
  readonly groups: readonly string[];
}

export interface ConstantGroup {
  readonly group: string;
  readonly description: string;
  /** Fields that the constants are for. */
  readonly fields: readonly string[];
  readonly constants: readonly ConstantRow[];
}

export function rowOfConstant(constant: Constant): ConstantRow {
  const { name, value, groups } = constant;
  return { name, value, groups, ...plainVersions(constant) };
}

/** All groups by name, each with the constants that agents of a minor know. */
export function constantGroups(catalogue: Catalogue, minor: number | undefined): readonly ConstantGroup[] {
  const known = catalogue.constants.filter(
    ({ name }) => minor === undefined || catalogue.at(minor).constant(name) !== undefined,
  );
  const names = [...new Set(known.flatMap(({ groups }) => groups))].sort();
  const fieldsOf = new Map<string, string[]>();
  for (const name of catalogue.fieldNames) {
    const group = catalogue.field(name)?.constants ?? null;
    if (group !== null) fieldsOf.set(group, [...(fieldsOf.get(group) ?? []), name]);
  }
  return names.map((group) => ({
    group,
    description: catalogue.describeConstantGroup(group),
    fields: fieldsOf.get(group) ?? [],
    constants: known.filter(({ groups }) => groups.includes(group)).map(rowOfConstant),
  }));
}
