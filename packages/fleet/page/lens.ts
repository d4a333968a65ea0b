/**
 * What the honeycomb is about: the state of hosts, or, where rules are chosen, what becomes of these. It is decided by
 * profile, so that another choice costs nothing by host.
 */

import type { PageOutcome, PageRule } from '../src/page/page-data.ts';
import { isExpected } from '../src/report/counting.ts';
import { memberStatuses } from '../src/report/report.ts';
import type { Fleet } from './fleet.ts';
import type { StateName } from './looks.ts';
import { ruleFilters, type State } from './state.ts';

export interface Lens {
  /** The worst first. */
  readonly states: readonly StateName[];
  /** Into `states`, of each member. */
  readonly of: (member: number) => number;
  /** The chosen rules, in the order of the report. */
  readonly rules: readonly number[];
  /** Whether any rules are chosen. */
  readonly isNarrow: boolean;
  /** Of the chosen rules: how many are live on a host of the profile, and how many should be. */
  readonly live: Int32Array;
  readonly expected: Int32Array;
}

const hostStates: readonly StateName[] = [
  'errors',
  'undecided',
  'feature-off',
  'no-agent',
  'no-policy',
  'loaded',
];
const ruleStates: readonly StateName[] = [
  'rejected',
  'silent',
  'undecided',
  'filtered',
  'feature-off',
  'no-agent',
  'absent',
  'live',
];
const severalStates: readonly StateName[] = [
  'none-live',
  'some-live',
  'filtered',
  'feature-off',
  'no-agent',
  'absent',
  'all-live',
];

export function lensOf(fleet: Fleet, state: State): Lens {
  const rules = chosenRules(fleet, state);
  const { profiles } = fleet.data;
  const live = new Int32Array(profiles.length);
  const expected = new Int32Array(profiles.length);
  for (const index of profiles.keys())
    for (const rule of rules) {
      const outcome = outcomeOf(fleet, index, rule);
      if (outcome?.status === 'live') live[index] = (live[index] ?? 0) + 1;
      if (outcome !== undefined && isExpected(outcome)) expected[index] = (expected[index] ?? 0) + 1;
    }
  const isNarrow = ruleFilters.some((key) => state[key] !== '');
  const weights = { rules, isNarrow, live, expected };
  if (!isNarrow) {
    const byStatus = memberStatuses.map((status) => hostStates.indexOf(status));
    return { ...weights, states: hostStates, of: (member) => byStatus[fleet.status[member] ?? 0] ?? 0 };
  }
  const [only] = rules;
  const states = rules.length === 1 ? ruleStates : severalStates;
  const byProfile = Uint8Array.from(profiles, (_, index) => {
    const name =
      rules.length === 1 && only !== undefined
        ? (outcomeOf(fleet, index, only)?.status ?? 'absent')
        : severalState(fleet, index, rules, live[index] ?? 0, expected[index] ?? 0);
    return states.indexOf(name);
  });
  const [off, none] = [states.indexOf('feature-off'), states.indexOf('no-agent')];
  const offStatus = memberStatuses.indexOf('feature-off');
  return {
    ...weights,
    states,
    of(member) {
      const profile = fleet.profile[member] ?? -1;
      if (profile !== -1) return byProfile[profile] ?? 0;
      return fleet.status[member] === offStatus ? off : none;
    },
  };
}

function severalState(
  fleet: Fleet,
  profile: number,
  rules: readonly number[],
  live: number,
  expected: number,
): StateName {
  if (rules.every((rule) => (outcomeOf(fleet, profile, rule)?.status ?? 'absent') === 'absent'))
    return 'absent';
  if (expected === 0) return 'filtered';
  if (live === 0) return 'none-live';
  return live < expected ? 'some-live' : 'all-live';
}

export function outcomeOf({ data }: Fleet, profile: number, rule: number): PageOutcome | undefined {
  return data.outcomes[data.profiles[profile]?.outcomes[rule] ?? -1];
}

function chosenRules({ data }: Fleet, { policy, type, rule, tactic, technique }: State): readonly number[] {
  const { attack, policies, rules } = data;
  const ofTactic = new Set(attack.tactics.find(({ id }) => id === tactic)?.rules ?? []);
  const ofTechnique = new Set(attack.techniques.find(({ id }) => id === technique)?.rules ?? []);
  const isChosen = (each: PageRule, index: number): boolean =>
    (policy === '' || policies[each.policy]?.name === policy) &&
    (type === '' || policies[each.policy]?.type === type) &&
    (rule === '' || each.id === rule) &&
    (tactic === '' || ofTactic.has(index)) &&
    (technique === '' || ofTechnique.has(index));
  return rules.flatMap((each, index) => (isChosen(each, index) ? [index] : []));
}
