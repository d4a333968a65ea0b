import { type Covered, coveredPairsInSteps, type Proposition, type Steps } from '@secl/logic';
import type { LintedRule, LintedSet } from '../../view/linted.ts';
import { asProposition } from './redundancies.ts';

export interface CoveredRule {
  readonly narrower: LintedRule;
  readonly wider: LintedRule;
  readonly equal: boolean;
}

const known = new WeakMap<LintedSet, readonly CoveredRule[]>();

/** Pairs of rules that meet on an agent and of which one reports all that the other does; looked for once a rule set. */
export function* coveredRules(set: LintedSet): Steps<readonly CoveredRule[]> {
  const memo = known.get(set);
  if (memo !== undefined) return memo;
  const asked = set.rules.flatMap((rule) => {
    const proposition = propositionOf(rule);
    return proposition === undefined ? [] : [{ rule, proposition }];
  });
  const pairs: readonly Covered[] = yield* coveredPairsInSteps(asked.map(({ proposition }) => proposition));
  const found = pairs.flatMap(({ narrower, wider, equal }): readonly CoveredRule[] => {
    const [small, large] = [asked[narrower]?.rule, asked[wider]?.rule];
    if (small === undefined || large === undefined || small.id === large.id) return [];
    return meet(small, large) ? [{ narrower: small, wider: large, equal }] : [];
  });
  known.set(set, found);
  return found;
}

/** Of a rule that stands for several event types only some of it may be covered. */
function propositionOf({ expression, loaded }: LintedRule): Proposition | undefined {
  return expression === undefined || loaded.length !== 1 ? undefined : asProposition(expression);
}

/** Whether some target loads both: rules for different agents do the same on purpose. */
function meet(a: LintedRule, b: LintedRule): boolean {
  const loads = ({ verdicts }: LintedRule): readonly string[] =>
    verdicts.flatMap(({ target, verdict }) => (verdict.state.status === 'loaded' ? [target.name] : []));
  const others = loads(b);
  return loads(a).some((target) => others.includes(target));
}
