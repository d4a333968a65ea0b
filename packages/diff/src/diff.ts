import type { Change, RuleChange } from './change.ts';
import { macroDiffs } from './macro-diffs.ts';
import { fileDiffs, newProblems } from './new-problems.ts';
import { pairRules, type RulePair } from './pair-rules.ts';
import { policyDiffs } from './policy-diffs.ts';
import { ruleChanges } from './rule-changes.ts';
import type { RuleDiff, RuleSetDiff } from './rule-set-diff.ts';
import { ruleSide } from './rule-side.ts';
import type { Side } from './side.ts';
import { type TargetPair, targetPairs } from './target-pair.ts';
import { type Resources, resourcesOf } from './terraform.ts';
import { type PairedChanges, variableChanges } from './variable-changes.ts';

/**
 * What the change from `base` to `head` means: rule by rule, macro by macro, on all targets that both were loaded for.
 * The same input gives the same answer in the same order.
 */
export function diffRuleSets(base: Side, head: Side): RuleSetDiff {
  const pairs = targetPairs(base, head);
  const targets = pairs.map(({ target }) => target);
  const resources = resourcesOf(base, head);
  const paired = pairRules(pairs, resources.renamed).map(
    (pair): PairedChanges => ({ pair, changes: changesOf(pair, pairs, resources) }),
  );
  const further = variableChanges(paired, pairs);
  const rules = paired.map(({ pair, changes }, index) => {
    const more = further.get(index);
    const all = more === undefined ? changes : withVariables(changes, { ...more, targets });
    return { pair, diff: ruleDiff(pair, all, pairs) };
  });
  const { macros, unchanged } = macroDiffs([base, head], pairs, rules);
  const differing = rules.flatMap(({ diff }) => diff ?? []);
  return {
    targets,
    rules: differing,
    macros,
    policies: policyDiffs(base, head),
    files: fileDiffs(base, head),
    ...newProblems(base, head),
    unchanged: { rules: rules.length - differing.length, macros: unchanged },
  };
}

function changesOf(
  { before, after, condition }: RulePair,
  pairs: readonly TargetPair[],
  { recreated }: Resources,
): readonly RuleChange[] {
  if (before === undefined || after === undefined) return [];
  const targets = pairs.map(({ target }) => target);
  const again = recreated(before, after);
  return [
    ...(condition === undefined ? [] : [{ kind: 'renamed', before, after, condition, targets } as const]),
    ...(again === undefined ? [] : [{ ...again, targets }]),
    ...ruleChanges(before, after, pairs),
  ];
}

/** Before what is said beside the condition; what is claimed of the condition holds for the same variables. */
function withVariables(changes: readonly RuleChange[], change: RuleChange): readonly RuleChange[] {
  const later: readonly Change['kind'][] = ['setting', 'tag', 'rewritten', 'reformatted'];
  const at = changes.findIndex(({ kind }) => later.includes(kind));
  const known = changes.map((each) => (each.kind === 'condition' ? { ...each, givenVariables: true } : each));
  return at === -1 ? [...known, change] : [...known.slice(0, at), change, ...known.slice(at)];
}

function ruleDiff(
  { before, after }: RulePair,
  changes: readonly RuleChange[],
  pairs: readonly TargetPair[],
): RuleDiff | undefined {
  const was =
    before === undefined
      ? undefined
      : ruleSide(
          before,
          pairs.map(({ target, rulesBefore }) => ({ target, rule: rulesBefore.get(before) })),
        );
  const is =
    after === undefined
      ? undefined
      : ruleSide(
          after,
          pairs.map(({ target, rulesAfter }) => ({ target, rule: rulesAfter.get(after) })),
        );
  if (is === undefined) return was && { kind: 'removed', id: was.id, before: was };
  if (was === undefined) return { kind: 'added', id: is.id, after: is };
  return changes.length === 0 ? undefined : { kind: 'changed', id: is.id, before: was, after: is, changes };
}
