import type { Triggered } from '@secl/simulator';
import type { groupings } from '../commands/replay.ts';
import { severities } from './fail-on.ts';

export type Grouping = (typeof groupings)[number];

export interface Group {
  /** Empty where all stand in one group. */
  readonly title: string;
  readonly triggered: readonly Triggered[];
}

/** What triggered, by what the reader asked for. Groups keep the order in which they first came; severities the worst first. */
export function groupsOf(triggered: readonly Triggered[], by: Grouping): readonly Group[] {
  if (by === 'rule') return [{ title: '', triggered }];
  const groups = new Map<string, Triggered[]>();
  for (const rule of triggered) {
    for (const key of keysOf(rule, by)) groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  const made = [...groups].map(([title, rules]) => ({ title, triggered: rules }));
  if (by !== 'severity') return made;
  const order: readonly string[] = severities;
  return made.sort((a, b) => order.indexOf(b.title) - order.indexOf(a.title));
}

function keysOf(rule: Triggered, by: Exclude<Grouping, 'rule'>): readonly string[] {
  switch (by) {
    case 'process':
      return unique(rule.processes.map(({ process, pid }) => `${process || 'unknown process'} (${pid})`));
    case 'host':
      return unique(rule.processes.map(({ host }) => host || 'unnamed host'));
    case 'severity':
      return [(rule.tags.severity ?? 'no severity').toLowerCase()];
    case 'policy':
      return [rule.policy];
    case 'technique':
      return [rule.tags.technique ?? 'no technique'];
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
