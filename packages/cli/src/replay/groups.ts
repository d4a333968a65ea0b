import type { ProcessSummary, Triggered } from '@secl/simulator';
import type { groupings } from '../commands/replay.ts';
import { severities, severityOf } from './severity.ts';

export type Grouping = (typeof groupings)[number];

/** A rule as it stands in a group. */
export interface Member {
  readonly rule: Triggered;
  /** Its processes that belong to the group, and their matches. */
  readonly processes: readonly ProcessSummary[];
  readonly matches: number;
}

export interface Group {
  /** Empty where all stand in one group. */
  readonly title: string;
  readonly members: readonly Member[];
}

/**
 * What triggered, by what the reader asked for. Groups keep the order in which they first came; severities the worst
 * first. By process and host a rule stands in each group with its processes there.
 */
export function groupsOf(triggered: readonly Triggered[], by: Grouping): readonly Group[] {
  if (by === 'rule') return [{ title: '', members: triggered.map(whole) }];
  const groups = new Map<string, Member[]>();
  for (const rule of triggered) {
    for (const [title, member] of membersOf(rule, by))
      groups.set(title, [...(groups.get(title) ?? []), member]);
  }
  const made = [...groups].map(([title, members]) => ({ title, members }));
  if (by !== 'severity') return made;
  const order: readonly string[] = severities;
  return made.sort((a, b) => order.indexOf(b.title) - order.indexOf(a.title));
}

function membersOf(
  rule: Triggered,
  by: Exclude<Grouping, 'rule'>,
): ReadonlyMap<string, Member> | readonly (readonly [string, Member])[] {
  switch (by) {
    case 'process':
      return split(
        rule,
        ({ process, pid }) => `${process || 'unknown process'}${pid === '' ? '' : ` (${pid})`}`,
      );
    case 'host':
      return split(rule, ({ host }) => host || 'unnamed host');
    case 'severity':
      return [[severityOf(rule.tags) || 'no severity', whole(rule)]];
    case 'policy':
      return [[rule.policy, whole(rule)]];
    case 'technique':
      return [[rule.tags.technique ?? 'no technique', whole(rule)]];
  }
}

function whole(rule: Triggered): Member {
  return { rule, processes: rule.processes, matches: rule.matches };
}

function split(rule: Triggered, keyOf: (process: ProcessSummary) => string): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const process of rule.processes) {
    const key = keyOf(process);
    const { processes = [], matches = 0 } = members.get(key) ?? {};
    members.set(key, { rule, processes: [...processes, process], matches: matches + process.matches });
  }
  return members;
}
