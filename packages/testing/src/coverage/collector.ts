import { type CompiledRule, type Context, compileRule, type Verdict } from '@secl/evaluation';
import { catalogue } from '@secl/model';
import { type LoadedAction, type LoadedRule, locateSpan, type PolicyFile, type RuleSet } from '@secl/policy';
import { actionConditions } from '../actions/action-condition.ts';
import { ruleCoverage, totals } from './counted.ts';
import {
  count,
  findPossible,
  newCounts,
  placeKey,
  type RuleCounts,
  type Surroundings,
  type Watched,
  watchedOf,
} from './counts.ts';
import { macroTexts } from './macro-texts.ts';
import type { CoverageReport } from './report.ts';

/** Looks on while tests run, on one rule set after the other, and counts. */
export class CoverageCollector {
  readonly #rules = new Map<string, RuleCounts>();
  readonly #watched = new Map<LoadedRule, Watched>();
  /** The filter of an action first, which says whether the rest of it is asked. */
  readonly #actions = new Map<LoadedAction, readonly Watched[]>();
  readonly #surroundings = new Map<LoadedRule, Surroundings>();

  /** Tells it of rules before they run, so that those that no test meets are in the report too. */
  addRuleSet(ruleSet: RuleSet, files: readonly PolicyFile[], only?: ReadonlySet<string>): void {
    const texts = macroTexts(files, ruleSet.macros);
    for (const rule of ruleSet.rules) {
      if (only?.has(rule.id) === false || this.#surroundings.has(rule)) continue;
      this.#surroundings.set(rule, { ruleSet, texts });
      const key = keyOf(rule);
      const counts = this.#rules.get(key) ?? newCounts(rule);
      counts.eventTypes.add(rule.eventType);
      this.#rules.set(key, counts);
    }
  }

  /** For an observer of the engine, before the rule's actions run; rules it was not told of are not counted. */
  onVerdict(rule: LoadedRule, compiled: CompiledRule, verdict: Verdict, context: Context): void {
    const watched = this.#watch(rule, compiled);
    if (watched !== undefined) count(watched, verdict, context);
  }

  /** The same of its actions, before each of them runs. */
  onAction(rule: LoadedRule, action: LoadedAction, verdict: Verdict, context: Context): void {
    if (verdict !== true) return;
    const { register } = context;
    for (const watched of this.#watchActions(rule).get(action) ?? []) {
      const answer = watched.compiled.evaluate(context);
      context.register = register;
      count(watched, answer, context);
      if (answer !== true) return;
    }
  }

  #watch(rule: LoadedRule, compiled: CompiledRule): Watched | undefined {
    const known = this.#watched.get(rule);
    if (known !== undefined) return known;
    const around = this.#surroundings.get(rule);
    const counts = this.#rules.get(keyOf(rule));
    if (around === undefined || counts === undefined) return undefined;
    const watched = watchedOf(compiled, counts, rule, undefined, around);
    this.#watched.set(rule, watched);
    return watched;
  }

  #watchActions(rule: LoadedRule): ReadonlyMap<LoadedAction, readonly Watched[]> {
    const around = this.#surroundings.get(rule);
    const counts = this.#rules.get(keyOf(rule));
    if (around === undefined || counts === undefined) return this.#actions;
    if (rule.actions.every((action) => this.#actions.has(action))) return this.#actions;
    for (const action of rule.actions) this.#actions.set(action, []);
    for (const of of actionConditions(rule)) {
      const { alone, action } = of;
      const compiled = compileRule(alone.checked, catalogue(around.ruleSet.target.platform));
      if (compiled === undefined) continue;
      const key = keyOf(alone);
      const own = counts.actions.get(key) ?? { ...newCounts(alone), of };
      counts.actions.set(key, own);
      const watched = watchedOf(compiled, own, alone, rule.checked, around);
      this.#actions.set(action, [...(this.#actions.get(action) ?? []), watched]);
    }
    return this.#actions;
  }

  report(): CoverageReport {
    for (const [rule, { ruleSet }] of this.#surroundings) {
      // What no test has met is in the report with all that is missing.
      const isMet = this.#watched.has(rule);
      const compiled = isMet ? undefined : compileRule(rule.checked, catalogue(ruleSet.target.platform));
      if (compiled !== undefined) this.#watch(rule, compiled);
      this.#watchActions(rule);
    }
    for (const watched of [...this.#watched.values(), ...[...this.#actions.values()].flat()])
      findPossible(watched);
    const rules = [...this.#rules.values()].map(ruleCoverage);
    return { rules, ...totals(rules) };
  }
}

/** Equal for a rule on all targets and for all event types that it stands for. */
function keyOf({ expression, id }: LoadedRule): string {
  return `${placeKey(locateSpan(expression, { start: 0, end: 0 }))} ${id}`;
}
