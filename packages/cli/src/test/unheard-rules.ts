/**
 * Rules that no case can hear of, because no agent has them: without a word about them, tests that expect silence would pass
 * whatever stands in the policies.
 */
import type { PolicyFile, RuleSet } from '@secl/policy';
import { rulesNamedIn, type TestCase, type TestFile, testingProblem } from '@secl/testing';
import type { Location, Problem } from '@secl/text';
import type { LoadedRules } from './loaded-rules.ts';
import type { OpenRules, RejectedRule } from './model.ts';

/** Why policies say nothing as a whole, where no case expects that of one of their rules. */
export function silentPolicies(
  { cases, document, problems }: TestFile,
  { ruleSet, files, set }: LoadedRules,
): readonly Problem[] {
  const expected = new Set(cases.flatMap(verdictsNamedIn));
  const isExpected = (file: PolicyFile): boolean => rulesOf(file, ruleSet).some((id) => expected.has(id));
  const lost = files.flatMap((file) =>
    file.unreadable === undefined || isExpected(file) ? [] : [file.unreadable],
  );
  if (ruleSet.verdicts.length > 0 || set.files.some(mayHaveRules) || problems.length > 0) return lost;
  const reason = `there is no rule in ${set.files.map(({ name }) => name).join(', ')}`;
  return [testingProblem('testing/policies', { document, range: { start: 0, end: 0 } }, { reason })];
}

const mayHaveRules = ({ rules, unreadable, unsaid = [] }: PolicyFile): boolean =>
  rules.length > 0 || unreadable !== undefined || unsaid.length > 0;

function rulesOf({ name }: PolicyFile, { verdicts }: RuleSet): readonly string[] {
  return verdicts.flatMap(({ id, policy }) => (policy === name ? id : []));
}

function verdictsNamedIn({ expect, steps }: TestCase): readonly string[] {
  const all = [expect, ...steps.map((step) => step.expect)];
  return all.flatMap((each) => (each?.verdicts ?? []).map(({ rule }) => rule.value));
}

/** What a rule set holds on a target that cases do not hear of, as data: threads tell each other. */
export interface Unheard {
  readonly ruleSet: string;
  readonly target: string;
  /** Rules that may load or not, where the target leaves out what decides it. */
  readonly open: readonly {
    readonly id: string;
    readonly place: Location;
    readonly needs: readonly string[];
  }[];
  /** Rules that do not load. */
  readonly rejected: readonly RejectedRule[];
  /** Ids of all others. */
  readonly heard: readonly string[];
}

export function unheardIn(loaded: readonly LoadedRules[]): readonly Unheard[] {
  return loaded.map(({ set, target, ruleSet, files }): Unheard => {
    const lost = new Set(files.flatMap(({ name, unreadable }) => (unreadable === undefined ? [] : name)));
    const open: Unheard['open'][number][] = [];
    const rejected: RejectedRule[] = [];
    const heard: string[] = [];
    for (const { id, policy, place, state } of ruleSet.verdicts) {
      if (state.status === 'undecided') open.push({ id, place, needs: state.needs });
      if (state.status !== 'rejected' || state.loadedFor.length > 0) heard.push(id);
      else if (!lost.has(policy)) {
        const [problem] = state.problems;
        rejected.push({ id, place: problem?.place ?? place, message: problem?.message ?? state.agent });
      }
    }
    return { ruleSet: set.name, target: target.name, open, rejected, heard };
  });
}

/** Rules that load on none of the targets, and of which no case speaks: of those that the cases could meet. */
export function rejectedRules(all: readonly Unheard[], cases: readonly TestCase[]): readonly RejectedRule[] {
  const heard = new Set([...cases.flatMap(rulesNamedIn), ...all.flatMap((each) => each.heard)]);
  const rejected = new Map<string, RejectedRule>();
  for (const rule of all.flatMap((each) => each.rejected))
    if (!heard.has(rule.id) && !rejected.has(rule.id)) rejected.set(rule.id, rule);
  return [...rejected.values()].sort(byPlace);
}

/** Rules that may load or not, for each rule set and target; rules in the order of their files. */
export function openRules(all: readonly Unheard[]): readonly OpenRules[] {
  const found = new Map<string, { readonly of: Unheard; readonly rules: Unheard['open'][number][] }>();
  for (const each of all) {
    const key = JSON.stringify([each.ruleSet, each.target]);
    const known = found.get(key) ?? { of: each, rules: [] };
    if (each.open.length > 0) found.set(key, known);
    known.rules.push(...each.open);
  }
  return [...found.values()].map(({ of: { ruleSet, target }, rules }) => ({
    ruleSet,
    target,
    rules: [...new Set(rules.sort(byPlace).map(({ id }) => id))],
    needs: [...new Set(rules.flatMap(({ needs }) => needs))].sort(),
  }));
}

function byPlace(a: { readonly place: Location }, b: { readonly place: Location }): number {
  if (a.place.document !== b.place.document) return a.place.document < b.place.document ? -1 : 1;
  return a.place.range.start - b.place.range.start;
}
