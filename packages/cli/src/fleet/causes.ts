/**
 * Why rules are not live, those with one cause together: a policy for Linux on Windows hosts is one thing to mend, however
 * many rules it has.
 */
import { type FleetReport, needsLook, type Outcome, type ReportedRule } from '@secl/fleet';
import { agentVersionNeed } from '@secl/policy';
import { severityRank } from '../replay/severity.ts';
import { profilesOf, type ReasonGroup, reasonGroups } from './where.ts';

export interface Affected {
  readonly rule: ReportedRule;
  readonly reason: ReasonGroup;
}

type Some<Thing> = readonly [Thing, ...Thing[]];

export interface Cause {
  readonly outcome: Outcome;
  /** The most severe first. */
  readonly rules: Some<Affected>;
  /** Kinds of hosts on which it keeps one of the rules from being live. */
  readonly profiles: ReadonlySet<number>;
  /** Whether it does so for each of the rules on all of them. */
  readonly alike: boolean;
}

/** Rules in error come first, then those that are silent, then what is undecided or left out; then by severity. */
export function causesOf(report: FleetReport): readonly Cause[] {
  const found = new Map<string, Some<Affected>>();
  for (const rule of report.rules) {
    for (const reason of reasonGroups(report, rule)) {
      if (!needsLook(reason.outcome)) continue;
      const key = causeKey(rule, reason);
      const known = found.get(key);
      const affected = { rule, reason };
      found.set(key, known === undefined ? [affected] : [...known, affected]);
    }
  }
  return [...found.values()].map((rules) => causeOf(report, rules)).sort(urgency);
}

function causeKey({ id }: ReportedRule, { outcome }: ReasonGroup): string {
  const { status, by, cause, meant, fix, why, needs, since } = outcome;
  switch (status) {
    case 'rejected':
      // Each mistake is one of its own.
      if (cause === 'other_platform') return [status, fix].join();
      return cause === 'newer_agent'
        ? [status, cause, meant, helps(outcome)].join()
        : [status, id, why].join();
    case 'silent':
      return [status, by, withoutId(why)].join();
    case 'undecided':
      // Without a version everything that follows from it is open, whatever else is.
      return [status, needs.includes(agentVersionNeed) ? agentVersionNeed : fix].join();
    default:
      return since === null ? [status, why].join() : [status, by].join();
  }
}

/** Whether an upgrade is among the ways out. */
export const helps = ({ fix }: Outcome): boolean => fix.startsWith('upgrade');

/** What is said of a rule that never fires, of any such rule. */
export function withoutId(why: string): string {
  return why.replace(/^the rule `.*?` loads and never fires: /, '');
}

function causeOf(report: FleetReport, found: Some<Affected>): Cause {
  const [first, ...others] = found;
  const rules = sorted(first, others);
  const each = found.map(({ rule, reason }) =>
    profilesOf(report, report.rules.indexOf(rule), reason.numbers),
  );
  const profiles = new Set(each.flatMap((own) => [...own]));
  return {
    outcome: plainest(rules),
    rules,
    profiles,
    alike: each.every((own) => own.size === profiles.size),
  };
}

/** Of several that are undecided the one that lacks least speaks for all. */
function plainest(rules: Some<Affected>): Outcome {
  return rules
    .map(({ reason }) => reason.outcome)
    .reduce((least, outcome) => (outcome.needs.length < least.needs.length ? outcome : least));
}

/** The most severe first, then those that are live on fewer hosts. */
function sorted(first: Affected, others: readonly Affected[]): Some<Affected> {
  const all = [first, ...others].sort(
    (a, b) => rankOf(b.rule) - rankOf(a.rule) || a.rule.liveShare - b.rule.liveShare,
  );
  const [worstOfAll = first, ...rest] = all;
  return [worstOfAll, ...rest];
}

const order: readonly Outcome['status'][] = ['rejected', 'silent', 'undecided', 'filtered', 'absent', 'live'];

function urgency(a: Cause, b: Cause): number {
  return (
    order.indexOf(a.outcome.status) - order.indexOf(b.outcome.status) ||
    worst(b) - worst(a) ||
    b.rules.length - a.rules.length ||
    a.rules[0].rule.liveShare - b.rules[0].rule.liveShare
  );
}

const rankOf = ({ severity }: ReportedRule): number => severityRank({ severity });
const worst = ({ rules }: Cause): number => Math.max(...rules.map(({ rule }) => rankOf(rule)));
