/**
 * What becomes of each rule, counted over the kinds of hosts. Kind by kind: a fleet with many policies has tens of thousands
 * of kinds with a thousand rules each, and looking through them rule by rule takes minutes.
 */
import type { KnownRule } from '../judge/rules.ts';
import { allOf, type Counting, isExpected, shareOf } from './counting.ts';
import type { OutcomeStatus, ReportedRule, RuleCounts } from './report.ts';

type Growing<Counts> = { -readonly [Key in keyof Counts]: Counts[Key] };

interface Reason {
  readonly outcome: number;
  hosts: number;
  tasks: number;
}

interface CountedRule {
  readonly hosts: Growing<RuleCounts>;
  readonly tasks: Growing<RuleCounts>;
  expected: number;
  /** By outcome: what it is where it is not live. */
  readonly reasons: Map<number, Reason>;
}

export function reportedRules(known: readonly KnownRule[], counting: Counting): readonly ReportedRule[] {
  const counted = countRules(known.length, counting);
  return known.map(({ key: _, ...rule }, index) => {
    const { hosts, tasks, expected, reasons } = counted[index] ?? nothingCounted();
    return {
      ...rule,
      hosts,
      tasks,
      expected,
      liveShare: shareOf(hosts.live + tasks.live, expected),
      reasons: [...reasons.values()].sort(
        (a, b) => b.hosts + b.tasks - a.hosts - a.tasks || a.outcome - b.outcome,
      ),
    };
  });
}

function countRules(rules: number, { profiles, outcomes }: Counting): readonly CountedRule[] {
  const counted = Array.from({ length: rules }, nothingCounted);
  for (const profile of profiles) {
    const { hosts, tasks, without } = profile;
    const all = allOf(profile);
    for (const [rule, number] of profile.outcomes.entries()) {
      const outcome = outcomes[number];
      const own = counted[rule];
      if (outcome === undefined || own === undefined) continue;
      const { status } = outcome;
      const off: OutcomeStatus | 'unprotected' = status === 'absent' ? 'absent' : 'unprotected';
      own.hosts[status] += hosts;
      own.tasks[status] += tasks;
      own.hosts[off] += without.hosts;
      own.tasks[off] += without.tasks;
      if (isExpected(outcome)) own.expected += all;
      if (status === 'live' || hosts + tasks === 0) continue;
      const reason = own.reasons.get(number) ?? { outcome: number, hosts: 0, tasks: 0 };
      reason.hosts += hosts;
      reason.tasks += tasks;
      own.reasons.set(number, reason);
    }
  }
  return counted;
}

function nothingCounted(): CountedRule {
  return { hosts: noCounts(), tasks: noCounts(), expected: 0, reasons: new Map() };
}

function noCounts(): Growing<RuleCounts> {
  return { live: 0, silent: 0, filtered: 0, rejected: 0, undecided: 0, absent: 0, unprotected: 0 };
}
