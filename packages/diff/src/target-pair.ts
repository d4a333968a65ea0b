import type { RuleSet } from '@secl/policy';
import { meaningOf } from './macro-meaning.ts';
import { inOrder } from './ordered.ts';
import { type RuleHere, rulesHere } from './rule-here.ts';
import type { Side } from './side.ts';

/** Both sides of a comparison on one target. */
export interface TargetPair {
  readonly target: string;
  readonly before: RuleSet;
  readonly after: RuleSet;
  readonly rulesBefore: ReadonlyMap<string, RuleHere>;
  readonly rulesAfter: ReadonlyMap<string, RuleHere>;
  /** Macros that mean something else, are new or gone. */
  readonly changedMacros: ReadonlySet<string>;
}

export function targetPairs(base: Side, head: Side): readonly TargetPair[] {
  return base.loads.flatMap(({ target, ruleSet: before }, index) => {
    const after = head.loads[index]?.ruleSet;
    if (after === undefined) return [];
    return {
      target,
      before,
      after,
      rulesBefore: rulesHere(before, base.files),
      rulesAfter: rulesHere(after, head.files),
      changedMacros: changedMacros(before, after),
    };
  });
}

function changedMacros(before: RuleSet, after: RuleSet): ReadonlySet<string> {
  const ids = new Set([...before.macros.keys(), ...after.macros.keys()]);
  return new Set(
    inOrder(ids).filter((id) => meaningOf(before.macros.get(id)) !== meaningOf(after.macros.get(id))),
  );
}
