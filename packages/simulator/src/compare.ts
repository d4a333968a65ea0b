import type { RuleState } from '@secl/policy';
import type { MatchedEvents, Occurrence, Outcome, ReplayReport, RuleSummary } from './report.ts';

/** What a rule did on one side of a comparison. */
export interface Side {
  readonly state: RuleState;
  readonly outcome: Outcome;
  readonly matches: number;
  readonly undecided: number;
}

/** How a rule differs between two rule sets on the same recordings. */
export interface Difference {
  readonly id: string;
  /** Undefined: there was no such rule. */
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** The first events that only the rule of now matches, and those that only the rule of before did; a few of each. */
  readonly gained: readonly Occurrence[];
  readonly lost: readonly Occurrence[];
}

export interface Comparison {
  /** Rules that are new, gone, or do otherwise on these recordings; by id. */
  readonly differences: readonly Difference[];
  readonly unchanged: number;
}

/** Two reports of the same events. */
export function compareReports(before: ReplayReport, after: ReplayReport): Comparison {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const now = new Map(after.rules.map((rule) => [rule.id, rule]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  const differences = ids
    .map((id) => ({ id, was: old.get(id), is: now.get(id) }))
    .filter(({ was, is }) => !sameBehaviour(was, is))
    .map(
      ({ id, was, is }): Difference => ({
        id,
        before: side(was),
        after: side(is),
        gained: onlyIn(is?.matched ?? none, was?.matched ?? none),
        lost: onlyIn(was?.matched ?? none, is?.matched ?? none),
      }),
    );
  return { differences, unchanged: ids.length - differences.length };
}

function sameBehaviour(a: RuleSummary | undefined, b: RuleSummary | undefined): boolean {
  return (
    a?.outcome === b?.outcome &&
    a?.state.status === b?.state.status &&
    a?.matches === b?.matches &&
    a?.undecided === b?.undecided &&
    a?.matched.fingerprint === b?.matched.fingerprint
  );
}

function side(rule: RuleSummary | undefined): Side | undefined {
  return (
    rule && {
      state: rule.state,
      outcome: rule.outcome,
      matches: rule.matches,
      undecided: rule.undecided,
    }
  );
}

const none: MatchedEvents = { fingerprint: 0, first: new Map(), complete: true };
const shownEvents = 3;

/** Each side knows its first matches only: beyond the last of them it says nothing about what it lacks. */
function onlyIn(these: MatchedEvents, those: MatchedEvents): readonly Occurrence[] {
  const horizon = those.complete ? Number.POSITIVE_INFINITY : Math.max(...those.first.keys());
  return [...these.first]
    .filter(([event]) => event <= horizon && !those.first.has(event))
    .slice(0, shownEvents)
    .map(([, at]) => at);
}
