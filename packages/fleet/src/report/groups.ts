/** Hosts and tasks by cluster, account, agent, operating system and tags. */

import { versionIn } from '../inventory/written-version.ts';
import type { Counting } from './counting.ts';
import type { JudgedProfile, Placed } from './placed.ts';
import type { Group, ReportedHost, ReportedTask } from './report.ts';
import { countStatuses } from './summary.ts';
import { unknownAgent } from './versions.ts';

/** A tag with more values than this tells hosts apart; it does not group them. */
const mostValues = 50;

interface Members {
  readonly kind: string;
  readonly name: string;
  readonly indexes: number[];
}

export function groupsOf(
  placed: readonly Placed[],
  reported: readonly (ReportedHost | ReportedTask)[],
  numbers: ReadonlyMap<JudgedProfile, number>,
  counting: Counting,
  groupBy: readonly string[] | undefined,
): readonly Group[] {
  const members = [...fixedGroups(placed), ...tagGroups(placed, groupBy)];
  return members.map(({ kind, name, indexes }) => {
    const profiles = new Map<JudgedProfile, [on: number, off: number]>();
    let hosts = 0;
    for (const index of indexes) {
      const each = placed[index];
      if (each === undefined) continue;
      const counts = profiles.get(each.profile) ?? [0, 0];
      counts[each.unprotected === undefined ? 0 : 1]++;
      profiles.set(each.profile, counts);
      if (each.member.kind === 'host') hosts++;
    }
    return {
      kind,
      name,
      hosts,
      tasks: indexes.length - hosts,
      statuses: countStatuses(indexes.flatMap((index) => reported[index] ?? [])),
      profiles: numbered(profiles, numbers, 0),
      supposed: numbered(profiles, numbers, 1),
      ...counting.shares([...profiles].map(([profile, [on, off]]) => [profile, on, off])),
    };
  });
}

function numbered(
  profiles: ReadonlyMap<JudgedProfile, readonly [on: number, off: number]>,
  numbers: ReadonlyMap<JudgedProfile, number>,
  which: 0 | 1,
): Group['profiles'] {
  const pairs: (readonly [number, number])[] = [];
  for (const [profile, counts] of profiles) {
    const number = numbers.get(profile);
    if (number !== undefined && counts[which] > 0) pairs.push([number, counts[which]]);
  }
  return pairs.sort(([a], [b]) => a - b);
}

const fixed = ['cluster', 'account', 'agent', 'os'] as const;

function fixedGroups(placed: readonly Placed[]): readonly Members[] {
  return fixed.flatMap((kind) => {
    const values = new Map<string, number[]>();
    for (const [index, { member }] of placed.entries()) {
      const value = kind === 'agent' ? agentOf(member.facts.agent?.value) : member.facts[kind]?.value;
      if (value !== undefined) add(values, value, index);
    }
    return listed(kind, values);
  });
}

/** Agents whose version is unknown are a group: what depends on it is undecided on all of them. */
function agentOf(version: string | undefined): string | undefined {
  if (version === 'none') return undefined;
  return version === undefined || versionIn(version) === undefined ? unknownAgent : version;
}

function tagGroups(placed: readonly Placed[], groupBy: readonly string[] | undefined): readonly Members[] {
  const keys = new Map<string, Map<string, number[]>>();
  const tooMany = new Set<string>();
  for (const [index, { member }] of placed.entries()) {
    for (const tag of member.tags) {
      const colon = tag.indexOf(':');
      const key = colon === -1 ? tag : tag.slice(0, colon);
      if (tooMany.has(key) || (groupBy !== undefined && !groupBy.includes(key))) continue;
      const values = keys.get(key) ?? new Map<string, number[]>();
      keys.set(key, values);
      add(values, colon === -1 ? '' : tag.slice(colon + 1), index);
      if (groupBy === undefined && values.size > mostValues) {
        tooMany.add(key);
        keys.delete(key);
      }
    }
  }
  return [...keys]
    .filter(([key]) => !(fixed as readonly string[]).includes(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, values]) => listed(key, values));
}

function add(values: Map<string, number[]>, value: string, index: number): void {
  const known = values.get(value);
  if (known === undefined) values.set(value, [index]);
  else known.push(index);
}

/** The largest first. */
function listed(kind: string, values: ReadonlyMap<string, number[]>): readonly Members[] {
  return [...values]
    .map(([name, indexes]) => ({ kind, name, indexes }))
    .sort((a, b) => b.indexes.length - a.indexes.length || (a.name < b.name ? -1 : 1));
}
