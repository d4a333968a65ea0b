import { type CompiledRule, type Context, compileRule, type Verdict } from '@secl/evaluation';
import { satisfiable } from '@secl/logic';
import { catalogue } from '@secl/model';
import { type LoadedRule, locateSpan, type PolicyFile, type RuleSet } from '@secl/policy';
import type { Location } from '@secl/text';
import { type ConditionPlace, conditionPlace } from './condition-place.ts';
import { type Atom, type RuleTree, ruleTree } from './condition-tree.ts';
import { decidingProposition } from './deciding.ts';
import { type MacroTexts, macroTexts } from './macro-texts.ts';
import { outcomesOf, seen } from './outcomes.ts';
import type { ConditionCoverage, CoverageReport, RuleCoverage, Side, SideCoverage } from './report.ts';
import { sides } from './report.ts';

/** What was counted of one comparison, on all targets and for all event types that its rule stands for. */
interface Counts {
  readonly where: ConditionPlace;
  readonly seen: Record<Side, number>;
  readonly decided: Record<Side, number>;
  /** Whether on any target, for any event type, it can be so and decide. */
  readonly possible: Record<Side, boolean>;
}

interface RuleCounts {
  readonly rule: LoadedRule;
  readonly eventTypes: Set<string>;
  readonly conditions: Map<string, Counts>;
  events: number;
  matches: number;
}

interface Watched {
  readonly counts: RuleCounts;
  readonly tree: RuleTree;
  readonly byAtom: readonly (Counts | undefined)[];
}

const bits = {
  true: { seen: seen.true, decides: seen.decidesTrue },
  false: { seen: seen.false, decides: seen.decidesFalse },
} as const;

/** Looks on while tests run, on one rule set after the other, and counts. */
export class CoverageCollector {
  readonly #rules = new Map<string, RuleCounts>();
  readonly #watched = new Map<LoadedRule, Watched>();
  readonly #surroundings = new Map<LoadedRule, { readonly ruleSet: RuleSet; readonly texts: MacroTexts }>();

  /** Tells it of rules before they run, so that those that no test meets are in the report too. */
  addRuleSet(ruleSet: RuleSet, files: readonly PolicyFile[], only?: ReadonlySet<string>): void {
    const texts = macroTexts(files, ruleSet.macros);
    for (const rule of ruleSet.rules) {
      if (only?.has(rule.id) === false || this.#surroundings.has(rule)) continue;
      this.#surroundings.set(rule, { ruleSet, texts });
      const key = keyOf(locateSpan(rule.expression, { start: 0, end: 0 }), rule.id);
      const counts = this.#rules.get(key) ?? newCounts(rule);
      counts.eventTypes.add(rule.eventType);
      this.#rules.set(key, counts);
    }
  }

  /** For an observer of the engine, before the rule's actions run; rules it was not told of are not counted. */
  onVerdict(rule: LoadedRule, compiled: CompiledRule, verdict: Verdict, context: Context): void {
    const watched = this.#watch(rule, compiled);
    if (watched === undefined) return;
    const { counts, tree, byAtom } = watched;
    counts.events++;
    if (verdict === true) counts.matches++;
    const outcomes = outcomesOf(tree, compiled, context);
    for (const [index, found] of outcomes.entries()) {
      const count = byAtom[index];
      if (count === undefined) continue;
      for (const side of sides) {
        if (found & bits[side].seen) count.seen[side]++;
        if (found & bits[side].decides) count.decided[side]++;
      }
    }
  }

  #watch(rule: LoadedRule, compiled: CompiledRule): Watched | undefined {
    const known = this.#watched.get(rule);
    if (known !== undefined) return known;
    const around = this.#surroundings.get(rule);
    const counts = this.#rules.get(keyOf(locateSpan(rule.expression, { start: 0, end: 0 }), rule.id));
    if (around === undefined || counts === undefined) return undefined;
    const tree = ruleTree(compiled.compiled);
    const byAtom = tree.atoms.map((atom) => {
      const where = conditionPlace(atom, rule, around.ruleSet.macros, around.texts);
      return where && countsOf(counts.conditions, where);
    });
    const watched = { counts, tree, byAtom };
    this.#watched.set(rule, watched);
    return watched;
  }

  report(): CoverageReport {
    for (const [rule, { ruleSet }] of this.#surroundings) {
      // What no test has met is in the report with all that is missing.
      const isMet = this.#watched.has(rule);
      const compiled = isMet ? undefined : compileRule(rule.checked, catalogue(ruleSet.target.platform));
      if (compiled !== undefined) this.#watch(rule, compiled);
    }
    for (const [rule, { tree, byAtom }] of this.#watched) findPossible(rule, tree, byAtom);
    const rules = [...this.#rules.values()].map(ruleCoverage);
    return { rules, ...totals(rules) };
  }
}

/** Only what was not seen is asked of `logic`: the rest is possible, as it happened. */
function findPossible({ checked }: LoadedRule, tree: RuleTree, byAtom: Watched['byAtom']): void {
  const possible = (atom: Atom, side: Side): boolean =>
    satisfiable(decidingProposition(tree, atom, side === 'true', checked)) === 'maybe';
  for (const [index, atom] of tree.atoms.entries()) {
    const count = byAtom[index];
    if (count === undefined) continue;
    for (const side of sides) count.possible[side] ||= count.decided[side] > 0 || possible(atom, side);
  }
}

function newCounts(rule: LoadedRule): RuleCounts {
  return { rule, eventTypes: new Set(), conditions: new Map(), events: 0, matches: 0 };
}

/** Equal places in rule and file are one comparison, whatever target it was compiled for. */
function countsOf(conditions: RuleCounts['conditions'], where: ConditionPlace): Counts {
  const key = `${where.inRule.start} ${where.macros.join()} ${keyOf(where.place, '')}`;
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

function keyOf({ document, range }: Location, id: string): string {
  return `${document} ${range.start} ${range.end} ${id}`;
}

function ruleCoverage({ rule, eventTypes, conditions, events, matches }: RuleCounts): RuleCoverage {
  const { expression, id } = rule;
  const found = [...conditions.values()].map(conditionCoverage);
  const whole = expression.value.value;
  const all = found.flatMap((condition) => sides.map((side) => condition.sides[side]));
  return {
    id,
    policy: rule.rule.policy.name,
    place: locateSpan(expression, { start: 0, end: whole.length }),
    expression: whole,
    locate: (span) => locateSpan(expression, span),
    eventTypes: [...eventTypes],
    events,
    matches,
    conditions: found,
    sidesToSee: all.filter(({ impossible }) => !impossible).length,
    sidesSeen: all.filter(({ decided }) => decided > 0).length,
  };
}

function conditionCoverage({ where, ...counts }: Counts): ConditionCoverage {
  const side = (of: Side): SideCoverage => ({
    seen: counts.seen[of],
    decided: counts.decided[of],
    impossible: !counts.possible[of],
  });
  return { ...where, sides: { true: side('true'), false: side('false') } };
}

function totals(rules: readonly RuleCoverage[]) {
  const sum = (of: (rule: RuleCoverage) => number): number => rules.reduce((all, rule) => all + of(rule), 0);
  return { sidesToSee: sum((rule) => rule.sidesToSee), sidesSeen: sum((rule) => rule.sidesSeen) };
}
