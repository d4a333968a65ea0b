import { type CompiledRule, type Context, compileRule, type Verdict } from '@secl/evaluation';
import { catalogue, type Event } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';
import { type ActionOutcome, compileAction, type RunningAction } from './actions.ts';
import { Variables } from './variables.ts';

/** What one rule says of one event, where that is not "no". */
export interface Match {
  readonly rule: LoadedRule;
  /** True, or what is missing to decide it. */
  readonly verdict: Exclude<Verdict, false>;
  readonly actions: readonly ActionOutcome[];
}

/** Looks on while an event is evaluated, before the actions of a match change what its conditions have seen. */
export interface Observer {
  /** Of every match, and of the rules in `watched` every verdict. */
  onVerdict(rule: LoadedRule, compiled: CompiledRule, verdict: Verdict, context: Context): void;
  /** Ids of rules whose "no" is wanted too. */
  readonly watched?: ReadonlySet<string>;
}

interface RunningRule {
  readonly loaded: LoadedRule;
  readonly compiled: CompiledRule;
  /** `set` first, then `log`, then the rest, as agents run them. */
  readonly actions: readonly RunningAction[];
}

/** A loaded rule set at work: it has variables, so it is made once for each replay. */
export class RunningRuleSet {
  readonly ruleSet: RuleSet;
  readonly variables: Variables;
  private readonly byType = new Map<string, RunningRule[]>();

  constructor(ruleSet: RuleSet) {
    this.ruleSet = ruleSet;
    const whole = catalogue(ruleSet.target.platform);
    const { facts, variables: definitions } = ruleSet;
    this.variables = new Variables(definitions, whole, facts.minor);
    const setting = { catalogue: whole, facts, variables: this.variables, definitions };
    for (const loaded of ruleSet.rules) {
      const compiled = compileRule(loaded.checked, whole);
      if (compiled === undefined) continue;
      const actions = loaded.actions.map((action) => compileAction(action, loaded, setting));
      const rules = this.byType.get(loaded.eventType) ?? [];
      rules.push({ loaded, compiled, actions: actions.sort((a, b) => rank(a) - rank(b)) });
      this.byType.set(loaded.eventType, rules);
    }
  }

  /** Event types that some rule is about. */
  get eventTypes(): readonly string[] {
    return [...this.byType.keys()];
  }

  /**
   * All rules of the event's type in load order. A match runs its `set` actions at once, so a later rule of the same
   * event sees them; the other actions follow in the same order.
   */
  evaluate(event: Event, observer?: Observer): readonly Match[] {
    const rules = this.byType.get(event.type);
    if (rules === undefined) return [];
    this.variables.at(event.time);
    const context: Context = { event, now: event.time, variables: this.variables, register: 0 };
    const matches: Match[] = [];
    for (const { loaded, compiled, actions } of rules) {
      const verdict = compiled.evaluate(context);
      if (verdict !== false || observer?.watched?.has(loaded.id) === true) {
        observer?.onVerdict(loaded, compiled, verdict, context);
      }
      if (verdict !== false) matches.push({ rule: loaded, verdict, actions: run(actions, context, verdict) });
    }
    return matches;
  }
}

function rank(action: RunningAction): number {
  const { set, log } = action.loaded.definition.value;
  return set !== undefined ? 0 : log !== undefined ? 1 : 2;
}

/** A `set` that cannot be stored ends the remaining ones of this event. */
function run(
  actions: readonly RunningAction[],
  context: Context,
  verdict: Verdict,
): readonly ActionOutcome[] {
  const outcomes: ActionOutcome[] = [];
  let stopped = false;
  for (const action of actions) {
    if (stopped && action.loaded.definition.value.set !== undefined) continue;
    const outcome = action.run(context, verdict);
    stopped ||= outcome.outcome === 'failed';
    outcomes.push(outcome);
  }
  return outcomes;
}
