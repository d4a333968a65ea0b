import { type CompiledRule, type Context, compileRule, type Verdict } from '@secl/evaluation';
import { catalogue, type Event } from '@secl/model';
import type { LoadedAction, LoadedRule, RuleSet } from '@secl/policy';
import { type ActionOutcome, compileAction, type RunningAction, type Setting } from './actions.ts';
import { fastJudge } from './fast/fast-judge.ts';
import type { Judge, JudgedRule } from './judge.ts';
import { plainJudge } from './plain/plain-judge.ts';
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
  /** Of every action of a rule that is not false, before its filter is asked and what it changes is changed. */
  onAction?(rule: LoadedRule, action: LoadedAction, verdict: Verdict, context: Context): void;
  /** Ids of rules whose "no" is wanted too. */
  readonly watched?: ReadonlySet<string>;
}

/** `plain`: closures, the reference. `fast`: generated code, where it may be made. Both say the same. */
export type Engine = 'plain' | 'fast';

export interface RunningOptions {
  readonly engine?: Engine;
}

interface RunningRule extends JudgedRule {
  readonly loaded: LoadedRule;
  /** `set` first, then `log`, then the rest, as agents run them. */
  readonly actions: readonly RunningAction[];
}

/** A loaded rule set at work: it has variables, so it is made once for each replay. */
export class RunningRuleSet {
  readonly ruleSet: RuleSet;
  readonly variables: Variables;
  /** Rules of each event type, in load order. */
  private readonly byType: ReadonlyMap<string, readonly LoadedRule[]>;
  private readonly running = new Map<string, readonly RunningRule[]>();
  private readonly judges = new Map<string, Judge>();
  private readonly engine: Engine;
  private readonly setting: Setting;

  constructor(ruleSet: RuleSet, options: RunningOptions = {}) {
    this.ruleSet = ruleSet;
    this.engine = options.engine ?? 'fast';
    const whole = catalogue(ruleSet.target.platform);
    const { facts, variables: definitions } = ruleSet;
    this.variables = new Variables(definitions, whole, facts.minor);
    this.setting = { catalogue: whole, facts, variables: this.variables, definitions };
    this.byType = byEventType(ruleSet.rules.filter(({ checked }) => checked.condition !== undefined));
  }

  /** As if no event had come: the rules stay compiled. */
  restart(): void {
    this.variables.forget();
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
    const rules = this.rulesOf(event.type);
    if (rules.length === 0) return [];
    this.variables.at(event.time);
    const context: Context = { event, now: event.time, variables: this.variables, register: 0 };
    const matches: Match[] = [];
    this.judgeOf(
      event.type,
      rules,
      observer,
    )(context, (index, verdict) => {
      const rule = rules[index];
      if (rule === undefined) return;
      const { loaded, compiled, actions } = rule;
      observer?.onVerdict(loaded, compiled, verdict, context);
      if (verdict === false) return;
      const before = (action: LoadedAction): void => observer?.onAction?.(loaded, action, verdict, context);
      matches.push({ rule: loaded, verdict, actions: run(actions, context, verdict, before) });
    });
    return matches;
  }

  /** Compiled when the first event of the type comes. */
  private rulesOf(type: string): readonly RunningRule[] {
    const known = this.running.get(type);
    if (known !== undefined) return known;
    const rules = (this.byType.get(type) ?? []).flatMap((loaded): readonly RunningRule[] => {
      const compiled = compileRule(loaded.checked, this.setting.catalogue);
      if (compiled === undefined) return [];
      const actions = loaded.actions.map((action) => compileAction(action, loaded, this.setting));
      return [
        { loaded, checked: loaded.checked, compiled, actions: actions.sort((a, b) => rank(a) - rank(b)) },
      ];
    });
    this.running.set(type, rules);
    return rules;
  }

  /** Made when the first event of the type comes: most recordings have few of the types that rules are about. */
  private judgeOf(type: string, rules: readonly RunningRule[], observer: Observer | undefined): Judge {
    const watched = observer?.watched;
    if (watched !== undefined && rules.some(({ loaded }) => watched.has(loaded.id))) {
      // The fast way does not come to rules that are false: these closures tell of every rule.
      return plainJudge(rules, ({ loaded }) => watched.has(loaded.id));
    }
    const known = this.judges.get(type);
    if (known !== undefined) return known;
    const whole = catalogue(this.ruleSet.target.platform);
    const fast = this.engine === 'fast' ? fastJudge(rules, type, whole) : undefined;
    const judge = fast ?? plainJudge(rules);
    this.judges.set(type, judge);
    return judge;
  }
}

function byEventType(rules: readonly LoadedRule[]): ReadonlyMap<string, readonly LoadedRule[]> {
  const byType = new Map<string, LoadedRule[]>();
  for (const rule of rules) {
    const known = byType.get(rule.eventType);
    if (known === undefined) byType.set(rule.eventType, [rule]);
    else known.push(rule);
  }
  return byType;
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
  before: (action: LoadedAction) => void,
): readonly ActionOutcome[] {
  const outcomes: ActionOutcome[] = [];
  let stopped = false;
  for (const action of actions) {
    if (stopped && action.loaded.definition.value.set !== undefined) continue;
    before(action.loaded);
    const outcome = action.run(context, verdict);
    stopped ||= outcome.outcome === 'failed';
    outcomes.push(outcome);
  }
  return outcomes;
}
