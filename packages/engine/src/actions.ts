import {
  type Context,
  compileRule,
  isUndecided,
  type Reading,
  reader,
  type Undecided,
  undecided,
  type Verdict,
} from '@secl/evaluation';
import { isCondition, type Node, readOf } from '@secl/language';
import type { Catalogue, Facts, Value } from '@secl/model';
import {
  type LoadedAction,
  type LoadedRule,
  literalOf,
  sectionOf,
  type VariableDefinition,
} from '@secl/policy';
import type { Variables } from './variables.ts';

/** What a rule does when it matches, beside being reported. Nothing is performed: it is told. */
export interface ActionOutcome {
  readonly action: ReturnType<typeof sectionOf>;
  readonly loaded: LoadedAction;
  /** `perhaps`: the rule or the action's filter is undecided. `inert`: its origin does not perform it. */
  readonly outcome: 'done' | 'filtered' | 'perhaps' | 'failed' | 'inert';
}

export interface RunningAction {
  readonly loaded: LoadedAction;
  /** `verdict`: of the rule, true or undecided. `failed` ends the rule's remaining sets of this event. */
  run(context: Context, verdict: Verdict): ActionOutcome;
}

export function compileAction(loaded: LoadedAction, rule: LoadedRule, setting: Setting): RunningAction {
  const action = sectionOf(loaded.definition.value);
  const filter =
    loaded.filter === undefined
      ? undefined
      : compileRule({ ...loaded.filter, eventType: rule.eventType }, setting.catalogue);
  const set = action === 'set' ? compileSet(loaded, rule, setting) : undefined;
  return {
    loaded,
    run(context, verdict) {
      const filtered = filter?.evaluate(context) ?? true;
      if (filtered === false) return { action, loaded, outcome: 'filtered' };
      if (!loaded.acts) return { action, loaded, outcome: 'inert' };
      const certain = verdict === true && filtered === true;
      const doubt = isUndecided(verdict) ? verdict : isUndecided(filtered) ? filtered : undecided();
      const stored = set?.(context, certain ? undefined : doubt) ?? true;
      return { action, loaded, outcome: !stored ? 'failed' : certain ? 'done' : 'perhaps' };
    },
  };
}

export interface Setting {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly variables: Variables;
  readonly definitions: ReadonlyMap<string, VariableDefinition>;
}

type Set = (context: Context, doubt: Undecided | undefined) => boolean;

function compileSet(loaded: LoadedAction, rule: LoadedRule, setting: Setting): Set | undefined {
  const { set } = loaded.definition.value;
  const scope = set?.scope?.value ?? '';
  const name = scope === '' ? (set?.name?.value ?? '') : `${scope}.${set?.name?.value ?? ''}`;
  const definition = setting.definitions.get(name);
  if (set === undefined || definition === undefined) return undefined;
  const value = valueReader(loaded, rule, setting);
  return (context, doubt) => {
    const given = doubt ?? value(context);
    return setting.variables.set(definition, set.append, given, context.event);
  };
}

function valueReader(
  loaded: LoadedAction,
  rule: LoadedRule,
  setting: Setting,
): (context: Context) => Value | Undecided {
  const { set } = loaded.definition.value;
  const literal = set?.value === undefined ? undefined : literalOf(set.value);
  if (literal !== undefined) return () => literal;
  if (loaded.value !== undefined) {
    const { value } = loaded.value;
    if (isCondition(value)) {
      const compiled = compileRule(
        { condition: value, eventType: rule.eventType, fields: new Map(), iterator: undefined, problems: [] },
        setting.catalogue,
      );
      return (context) => compiled?.evaluate(context) ?? false;
    }
    const read = reader(value, rule.eventType);
    return (context) => single(read(context));
  }
  const field = setting.facts.field(set?.field?.value ?? '');
  if (field === undefined) return () => '';
  const read = reader(readOf(setting.facts, field, nowhere), rule.eventType);
  const array = field.array || field.iterator !== null;
  return (context) => {
    const reading = read(context);
    return array ? (reading.missing ?? reading.values) : single(reading);
  };
}

/** A `set` names its field in a key of its own, not in an expression. */
const nowhere: Node = { kind: 'hole', expected: 'operand', span: { start: 0, end: 0 } };

function single(reading: Reading): Value | Undecided {
  return reading.missing ?? reading.values[0] ?? '';
}
