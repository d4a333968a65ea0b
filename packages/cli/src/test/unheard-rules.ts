/**
 * Rules that no case can hear of, because no agent has them: without a word about them, tests that expect silence would pass
 * whatever stands in the policies.
 */
import type { PolicyFile, RuleSet } from '@secl/policy';
import { rulesNamedIn, type TestCase, type TestFile, testingProblem } from '@secl/testing';
import type { Problem } from '@secl/text';
import type { LoadedRules } from './loaded-rules.ts';
import type { RejectedRule } from './model.ts';

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

/** Rules that load on none of the targets, and of which no case speaks: of those that the cases could meet. */
export function rejectedRules(
  loaded: readonly LoadedRules[],
  cases: readonly TestCase[],
): readonly RejectedRule[] {
  const named = new Set(cases.flatMap(rulesNamedIn));
  const rejected = new Map<string, RejectedRule | undefined>();
  for (const { ruleSet, files } of loaded) {
    const lost = new Set(files.flatMap(({ name, unreadable }) => (unreadable === undefined ? [] : name)));
    for (const { id, policy, place, state } of ruleSet.verdicts) {
      if (state.status !== 'rejected' || state.loadedFor.length > 0) rejected.set(id, undefined);
      else if (!rejected.has(id) && !named.has(id) && !lost.has(policy)) {
        const [problem] = state.problems;
        rejected.set(id, { id, place: problem?.place ?? place, message: problem?.message ?? state.agent });
      }
    }
  }
  return [...rejected.values()].filter((each) => each !== undefined);
}
