/** The report as the page works with it: columns as arrays of numbers, and what is looked up often. */
import { parseJson } from '@secl/text';
import type { SetColumn, TextColumnName } from '../src/page/columns.ts';
import { configuredStates, textColumns } from '../src/page/columns.ts';
import type { PageData } from '../src/page/page-data.ts';
import { type MemberStatus, memberStatuses } from '../src/report/report.ts';

export interface Column {
  readonly values: readonly string[];
  readonly at: Int32Array;
}

export interface Fleet {
  readonly data: PageData;
  /** Hosts come first, then tasks. */
  readonly count: number;
  readonly hosts: number;
  readonly names: readonly string[];
  /** In small letters, for the search; made when it is asked for. */
  readonly lowerNames: () => readonly string[];
  readonly status: Uint8Array;
  readonly profile: Int32Array;
  readonly supposed: Int32Array;
  readonly outdated: Uint8Array;
  readonly texts: Readonly<Record<TextColumnName, Column>>;
  readonly indexOfName: (name: string) => number;
  readonly indexOfRule: (id: string) => number;
}

/** The page holds what `fleetPage` has written into it, and nobody else writes it. */
export function readFleet(json: string): Fleet | undefined {
  const parsed = parseJson(json);
  return parsed.ok ? fleetOf(parsed.value as PageData) : undefined;
}

function fleetOf(data: PageData): Fleet {
  const { members, rules } = data;
  const { names } = members;
  const outdated = new Uint8Array(names.length);
  for (const index of members.outdated) outdated[index] = 1;
  let lower: readonly string[] | undefined;
  let byName: ReadonlyMap<string, number> | undefined;
  const byRule = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    data,
    count: names.length,
    hosts: members.hosts,
    names,
    lowerNames() {
      lower ??= names.map((name) => name.toLowerCase());
      return lower;
    },
    status: Uint8Array.from(members.status),
    profile: Int32Array.from(members.profile),
    supposed: Int32Array.from(members.supposed),
    outdated,
    texts: Object.fromEntries(
      textColumns.map((name) => {
        const { values, at } = members.texts[name];
        return [name, { values, at: Int32Array.from(at) }];
      }),
    ) as Record<TextColumnName, Column>,
    indexOfName(name) {
      byName ??= new Map(names.map((each, index) => [each, index]));
      return byName.get(name) ?? -1;
    },
    indexOfRule: (id) => byRule.get(id) ?? -1,
  };
}

export function textOf(fleet: Fleet, column: TextColumnName, member: number): string | undefined {
  const { values, at } = fleet.texts[column];
  return values[at[member] ?? -1];
}

export function setOf(column: SetColumn, index: number): readonly string[] {
  return (column.sets[column.at[index] ?? -1] ?? []).flatMap((number) => column.values[number] ?? []);
}

export const isTask = (fleet: Fleet, member: number): boolean => member >= fleet.hosts;

export function statusOf(fleet: Fleet, member: number): MemberStatus {
  return memberStatuses[fleet.status[member] ?? 0] ?? 'undecided';
}

export function configuredOf({ data, hosts }: Fleet, member: number): (typeof configuredStates)[number] {
  return configuredStates[data.members.configured[member - hosts] ?? 2] ?? 'unknown';
}

/** For lists: of a task what tells it from others, its ARN without the account and the region. */
export function shortName({ names, hosts }: Fleet, member: number): string {
  const name = names[member] ?? '';
  return member < hosts ? name : name.replace(/^arn:[^/]*:task\//, '');
}
