/** Counts over the selected members, from how many have each profile: their number does not matter. */

import { isExpected } from '../src/report/counting.ts';
import type { OutcomeStatus } from '../src/report/report.ts';
import type { Fleet } from './fleet.ts';
import { outcomeOf } from './lens.ts';
import type { Selection } from './select.ts';

/** What becomes of a rule, and `unprotected` where it goes and no agent is on. */
export type Becomes = OutcomeStatus | 'unprotected';
export type RuleCounts = Record<Becomes, number>;

/** The share of the chosen rules that is live where they should be; nothing where none should be. */
export function liveShare({
  lens,
  profiles,
  supposed,
}: Pick<Selection, 'lens' | 'profiles' | 'supposed'>): number | undefined {
  let live = 0;
  let expected = 0;
  for (let profile = 0; profile < profiles.length; profile++) {
    const on = profiles[profile] ?? 0;
    live += on * (lens.live[profile] ?? 0);
    expected += (on + (supposed[profile] ?? 0)) * (lens.expected[profile] ?? 0);
  }
  return expected === 0 ? undefined : live / expected;
}

export interface CountedRule {
  readonly counts: RuleCounts;
  readonly expected: number;
  /** 1 where it should be live nowhere. */
  readonly share: number;
  /** Members by what the report says of the rule there, the most first; not those where it is live. */
  readonly reasons: readonly { readonly outcome: number; readonly members: number }[];
}

export function countRule(fleet: Fleet, { profiles, supposed }: Selection, rule: number): CountedRule {
  const counts: RuleCounts = {
    live: 0,
    silent: 0,
    filtered: 0,
    rejected: 0,
    undecided: 0,
    absent: 0,
    unprotected: 0,
  };
  const reasons = new Map<number, number>();
  let expected = 0;
  for (let profile = 0; profile < profiles.length; profile++) {
    const on = profiles[profile] ?? 0;
    const off = supposed[profile] ?? 0;
    if (on + off === 0) continue;
    const outcome = outcomeOf(fleet, profile, rule);
    if (outcome === undefined) continue;
    counts[outcome.status] += on;
    counts[outcome.status === 'absent' ? 'absent' : 'unprotected'] += off;
    if (isExpected(outcome)) expected += on + off;
    const number = fleet.data.profiles[profile]?.outcomes[rule] ?? -1;
    if (on > 0 && outcome.status !== 'live') reasons.set(number, (reasons.get(number) ?? 0) + on);
  }
  return {
    counts,
    expected,
    share: expected === 0 ? 1 : counts.live / expected,
    reasons: [...reasons]
      .map(([outcome, members]) => ({ outcome, members }))
      .sort((a, b) => b.members - a.members),
  };
}

/** On how many selected members at least one of these rules is live. */
export function coveredBy(fleet: Fleet, { profiles }: Selection, rules: readonly number[]): number {
  let members = 0;
  for (let profile = 0; profile < profiles.length; profile++) {
    const on = profiles[profile] ?? 0;
    if (on > 0 && rules.some((rule) => outcomeOf(fleet, profile, rule)?.status === 'live')) members += on;
  }
  return members;
}

/** The share of a part of the selection, as `liveShare`. */
export function shareOfMembers(
  fleet: Fleet,
  { lens, members }: Selection,
  start: number,
  end: number,
): number | undefined {
  let live = 0;
  let expected = 0;
  for (let place = start; place < end; place++) {
    const member = members[place] ?? 0;
    const on = fleet.profile[member] ?? -1;
    const profile = on === -1 ? (fleet.supposed[member] ?? -1) : on;
    if (on !== -1) live += lens.live[on] ?? 0;
    if (profile !== -1) expected += lens.expected[profile] ?? 0;
  }
  return expected === 0 ? undefined : live / expected;
}
