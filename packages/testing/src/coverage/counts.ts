/** What is counted of one expression while tests run, and what could be. */
import type { CompiledRule, Context, Verdict } from '@secl/evaluation';
import type { CheckedRule } from '@secl/language';
import { satisfiable } from '@secl/logic';
import type { LoadedRule, RuleSet } from '@secl/policy';
import type { Location } from '@secl/text';
import { type ActionCondition, both } from '../actions/action-condition.ts';
import { type ConditionPlace, conditionPlace } from './condition-place.ts';
import { type Atom, type RuleTree, ruleTree } from './condition-tree.ts';
import { decidingProposition } from './deciding.ts';
import type { MacroTexts } from './macro-texts.ts';
import { outcomesOf, seen } from './outcomes.ts';
import { type Side, sides } from './report.ts';

/** What was counted of one comparison, on all targets and for all event types that its rule stands for. */
export interface Counts {
  readonly where: ConditionPlace;
  readonly seen: Record<Side, number>;
  readonly decided: Record<Side, number>;
  /** Whether on any target, for any event type, it can be so and decide. */
  readonly possible: Record<Side, boolean>;
}

/** What was counted of one expression. */
export interface ExpressionCounts {
  /** The rule, or what stands for an action's condition. */
  readonly rule: LoadedRule;
  readonly conditions: Map<string, Counts>;
  events: number;
  matches: number;
}

export interface RuleCounts extends ExpressionCounts {
  readonly eventTypes: Set<string>;
  readonly actions: Map<string, ActionCounts>;
}

export interface ActionCounts extends ExpressionCounts {
  readonly of: ActionCondition;
}

/** One expression on one target and for one event type. */
export interface Watched {
  readonly counts: ExpressionCounts;
  readonly rule: LoadedRule;
  readonly compiled: CompiledRule;
  readonly tree: RuleTree;
  readonly byAtom: readonly (Counts | undefined)[];
  /** What an event has to be beside for the expression to be asked. */
  readonly asked: CheckedRule | undefined;
}

export interface Surroundings {
  readonly ruleSet: RuleSet;
  readonly texts: MacroTexts;
}

const bits = {
  true: { seen: seen.true, decides: seen.decidesTrue },
  false: { seen: seen.false, decides: seen.decidesFalse },
} as const;

export function newCounts(rule: LoadedRule): RuleCounts {
  return { rule, eventTypes: new Set(), conditions: new Map(), actions: new Map(), events: 0, matches: 0 };
}

export function watchedOf(
  compiled: CompiledRule,
  counts: ExpressionCounts,
  rule: LoadedRule,
  asked: CheckedRule | undefined,
  { ruleSet, texts }: Surroundings,
): Watched {
  const tree = ruleTree(compiled.compiled);
  const byAtom = tree.atoms.map((atom) => {
    const where = conditionPlace(atom, rule, ruleSet.macros, texts);
    return where && countsOf(counts.conditions, where);
  });
  return { counts, rule, compiled, tree, byAtom, asked };
}

/** What an event on which it came out like this shows of it. */
export function count({ counts, compiled, tree, byAtom }: Watched, verdict: Verdict, context: Context): void {
  counts.events++;
  if (verdict === true) counts.matches++;
  for (const [index, found] of outcomesOf(tree, compiled, context).entries()) {
    const counted = byAtom[index];
    if (counted === undefined) continue;
    for (const side of sides) {
      if (found & bits[side].seen) counted.seen[side]++;
      if (found & bits[side].decides) counted.decided[side]++;
    }
  }
}

/** Only what was not seen is asked of `logic`: the rest is possible, as it happened. */
export function findPossible({ rule: { checked }, tree, byAtom, asked }: Watched): void {
  const possible = (atom: Atom, side: Side): boolean => {
    const deciding = decidingProposition(tree, atom, side === 'true', checked);
    const { condition, iterator } = asked === undefined ? deciding : both(asked, { ...checked, ...deciding });
    return condition === undefined || satisfiable({ ...deciding, condition, iterator }, 'one') === 'maybe';
  };
  for (const [index, atom] of tree.atoms.entries()) {
    const counted = byAtom[index];
    if (counted === undefined) continue;
    for (const side of sides) counted.possible[side] ||= counted.decided[side] > 0 || possible(atom, side);
  }
}

/** Equal places in rule and file are one comparison, whatever target it was compiled for. */
function countsOf(conditions: RuleCounts['conditions'], where: ConditionPlace): Counts {
  const key = `${where.inRule.start} ${where.macros.join()} ${placeKey(where.place)}`;
  const known = conditions.get(key);
  if (known !== undefined) return known;
  const counts: Counts = {
    where,
    seen: { true: 0, false: 0 },
    decided: { true: 0, false: 0 },
    possible: { true: false, false: false },
  };
  conditions.set(key, counts);
  return counts;
}

/** Equal for what is written at one place. */
export function placeKey({ document, range }: Location): string {
  return `${document} ${range.start} ${range.end}`;
}
