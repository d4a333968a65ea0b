import type { KnownRule } from '../judge/rules.ts';
import { type Counting, shareOf } from './counting.ts';
import type { ReportedRule } from './report.ts';

export function reportedRules(known: readonly KnownRule[], counting: Counting): readonly ReportedRule[] {
  return known.map(({ key: _, ...rule }, index) => {
    const hosts = counting.ofRule(index, 'hosts');
    const tasks = counting.ofRule(index, 'tasks');
    const expected = counting.expected(index);
    return {
      ...rule,
      hosts,
      tasks,
      expected,
      liveShare: shareOf(hosts.live + tasks.live, expected),
      reasons: reasonsOf(index, counting),
    };
  });
}

/** What it is where it is not live, most frequent first. */
function reasonsOf(rule: number, { profiles, outcomes }: Counting): ReportedRule['reasons'] {
  const found = new Map<number, { outcome: number; hosts: number; tasks: number }>();
  for (const { outcomes: own, hosts, tasks } of profiles) {
    const outcome = own[rule] ?? -1;
    if (hosts + tasks === 0 || (outcomes[outcome]?.status ?? 'live') === 'live') continue;
    const reason = found.get(outcome) ?? { outcome, hosts: 0, tasks: 0 };
    reason.hosts += hosts;
    reason.tasks += tasks;
    found.set(outcome, reason);
  }
  return [...found.values()].sort((a, b) => b.hosts + b.tasks - a.hosts - a.tasks || a.outcome - b.outcome);
}
