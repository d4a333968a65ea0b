import {
  type Context,
  compileRule,
  isUndecided,
  type Reading,
  reader,
  type Undecided,
  type Verdict,
} from '@secl/evaluation';
import { isCondition, shapeOf } from '@secl/language';
import { type Catalogue, type Facts, type SlotValue, UNKNOWN, type Value } from '@secl/model';
import {
  type ActionSection,
  type LoadedAction,
  type LoadedRule,
  literalOf,
  type SetDefinition,
  sectionOf,
  type VariableDefinition,
  variableName,
} from '@secl/policy';
import { readField } from './field-value.ts';
import { type KillTarget, killTarget } from './kill-target.ts';
import { whereaboutsIn } from './process-keys.ts';
import { type OtherProcess, reworkedVariables, type Variables } from './variables.ts';

/** What a rule does when it matches, beside being reported. Nothing is performed: it is told. */
export interface ActionOutcome {
  readonly action: ActionSection;
  readonly loaded: LoadedAction;
  /** `perhaps`: the rule or the action's filter is undecided. `inert`: its origin does not perform it. */
  readonly outcome: 'done' | 'filtered' | 'perhaps' | 'failed' | 'inert';
  /** Of a `kill` that is done, perhaps: whom it would kill. */
  readonly kills?: KillTarget;
}

export interface RunningAction {
  readonly loaded: LoadedAction;
  /** `verdict`: of the rule, true or undecided. A `set` that failed ends the rule's remaining sets of this event. */
  run(context: Context, verdict: Verdict): ActionOutcome;
}

export interface Setting {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  readonly variables: Variables;
  readonly definitions: ReadonlyMap<string, VariableDefinition>;
}

export function compileAction(loaded: LoadedAction, rule: LoadedRule, setting: Setting): RunningAction {
  const definition = loaded.definition.value;
  const action = sectionOf(definition);
  const filter =
    loaded.filter === undefined
      ? undefined
      : compileRule({ ...loaded.filter, eventType: rule.eventType }, setting.catalogue);
  const store = definition.set && compileSet(definition.set, loaded, rule, setting);
  const slots = whereaboutsIn(setting.catalogue);
  return {
    loaded,
    run(context, verdict) {
      const filtered = filter?.evaluate(context) ?? true;
      if (filtered === false) return { action, loaded, outcome: 'filtered' };
      if (!loaded.acts) return { action, loaded, outcome: 'inert' };
      const doubt = isUndecided(verdict) ? verdict : isUndecided(filtered) ? filtered : undefined;
      if (store?.(context, doubt) === false) return { action, loaded, outcome: 'failed' };
      const outcome = doubt === undefined ? 'done' : 'perhaps';
      if (definition.kill === undefined) return { action, loaded, outcome };
      return { action, loaded, outcome, kills: killTarget(definition.kill, context.event, slots) };
    },
  };
}

/** Stores the value; false where it could not. `doubt`: why it is not sure that the action runs. */
type Store = (context: Context, doubt: Undecided | undefined) => boolean;

function compileSet(
  set: SetDefinition,
  loaded: LoadedAction,
  rule: LoadedRule,
  setting: Setting,
): Store | undefined {
  const definition = setting.definitions.get(variableName(set));
  if (definition === undefined) return undefined;
  const value = valueReader(set, loaded, rule, setting);
  const process = otherProcess(set, rule, setting);
  return (context, doubt) =>
    setting.variables.set(
      { definition, append: set.append, value: value(context), doubt, process: process?.(context) },
      context.event,
    );
}

type ValueReader = (context: Context) => Value | Undecided;

function valueReader(
  set: SetDefinition,
  { value: checked }: LoadedAction,
  { eventType }: LoadedRule,
  { catalogue, facts }: Setting,
): ValueReader {
  const literal = set.value === undefined ? undefined : literalOf(set.value);
  if (literal !== undefined) return () => literal;
  if (checked === undefined) {
    const name = set.field?.value ?? '';
    const field = facts.field(name);
    const read = readField(facts, name, eventType);
    if (field === undefined || read === undefined) return () => '';
    return field.array || field.iterator !== null
      ? (context) => all(read(context))
      : (context) => first(read(context));
  }
  const { value } = checked;
  if (isCondition(value)) {
    const rule = { condition: value, eventType, fields: new Map(), iterator: undefined, problems: [] };
    const compiled = compileRule(rule, catalogue);
    return (context) => compiled?.evaluate(context) ?? false;
  }
  const read = reader(value, eventType);
  return shapeOf(value).array ? (context) => all(read(context)) : (context) => first(read(context));
}

function first({ missing, values }: Reading): Value | Undecided {
  return missing ?? values[0] ?? '';
}

function all({ missing, values }: Reading): Value | Undecided {
  return missing ?? values;
}

/** `scope_field` of later agents: the PID of the process whose variable is set, and its name where that is a field. */
function otherProcess(
  set: SetDefinition,
  { eventType }: LoadedRule,
  { facts }: Setting,
): ((context: Context) => OtherProcess) | undefined {
  const name = set.scopeField?.value ?? '';
  if (facts.minor < reworkedVariables || set.scope?.value !== 'process') return undefined;
  const pid = readField(facts, name, eventType);
  if (pid === undefined) return undefined;
  const comm = readField(facts, name.replace(/\.pid$/, '.comm'), eventType);
  const named = comm !== undefined && name.endsWith('.pid') ? comm : undefined;
  return (context) => ({ pid: slotOf(pid(context)), comm: named && slotOf(named(context)) });
}

function slotOf({ missing, values }: Reading): SlotValue {
  return missing === undefined ? (values[0] ?? 0) : UNKNOWN;
}
