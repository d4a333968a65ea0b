/**
 * The conditions that actions have: the filter that keeps one from being done, and the expression whose truth a `set` stores.
 * What looks at the conditions of rules looks at them as rules of their own.
 */
import {
  type CheckedRule,
  type Condition,
  isCondition,
  type LogicalOperator,
  parseRule,
} from '@secl/language';
import {
  type LoadedAction,
  type LoadedRule,
  type Placed,
  sectionOf,
  type Text,
  variableName,
} from '@secl/policy';

export interface ActionCondition {
  readonly rule: LoadedRule;
  readonly action: LoadedAction;
  readonly role: 'filter' | 'value';
  /** The condition alone, as a rule of the event type of its rule. */
  readonly alone: LoadedRule;
}

/** Those that count on this target: an action that its origin does not perform is not asked for its filter. */
export function actionConditions(rule: LoadedRule): readonly ActionCondition[] {
  return rule.actions.flatMap((action) => (action.acts ? conditionsOf(rule, action) : []));
}

function conditionsOf(rule: LoadedRule, action: LoadedAction): readonly ActionCondition[] {
  const { filter, set } = action.definition.value;
  const value = action.value?.value;
  const { eventType } = rule;
  const found: ActionCondition[] = [];
  const add = (role: ActionCondition['role'], text: Text, checked: CheckedRule): void => {
    found.push({ rule, action, role, alone: aloneOf(rule, action, text, checked) });
  };
  // Fields of another event type are zero there, as they are when it runs.
  if (action.filter !== undefined && filter !== undefined)
    add('filter', filter, { ...action.filter, eventType });
  if (value !== undefined && isCondition(value) && set?.expression !== undefined)
    add('value', set.expression, ruleOf(value, eventType));
  return found;
}

export function ruleOf(condition: Condition, eventType: string): CheckedRule {
  return { condition, eventType, fields: new Map(), iterator: undefined, problems: [] };
}

function aloneOf(
  rule: LoadedRule,
  { definition: { file, offset } }: LoadedAction,
  text: Text,
  checked: CheckedRule,
): LoadedRule {
  const expression: Placed<Text> = { file, offset, value: text };
  const parsed = parseRule(text.value);
  return { ...rule, checked, parsed, expression, toOriginal: (span) => span, actions: [] };
}

/** When it is asked: its rule matches, and an action whose value it is passes its filter. */
export function askedWhere({
  rule,
  action: { filter },
  role,
}: Pick<ActionCondition, 'rule' | 'action' | 'role'>): CheckedRule {
  return role === 'filter' || filter === undefined ? rule.checked : both(rule.checked, filter);
}

/** What it decides: "whether `kill` is done", "the value of `${process.seen}`". */
export function decidesWhat({ role, action }: Pick<ActionCondition, 'role' | 'action'>): string {
  return role === 'filter'
    ? `whether \`${actionInWords(action)}\` is done`
    : `what \`${actionInWords(action)}\` stores`;
}

/** As tests name it: `kill`, `set process.seen`. */
export function actionInWords({ definition: { value } }: LoadedAction): string {
  return value.set === undefined ? sectionOf(value) : `set ${variableName(value.set)}`;
}

/**
 * Both in one, for an event on which the rule matches and its action's condition is true. Each may be about an element of a
 * list; about those of two lists at once no rule can be, so that only the condition is left then.
 */
export function both(rule: CheckedRule, condition: CheckedRule): CheckedRule {
  if (rule.condition === undefined || condition.condition === undefined) return condition;
  if (rule.iterator !== undefined && condition.iterator !== undefined) return condition;
  const iterator = rule.iterator ?? condition.iterator;
  return { ...rule, iterator, condition: joined('&&', rule.condition, condition.condition) };
}

function joined(operator: LogicalOperator, left: Condition, right: Condition): Condition {
  return { kind: 'logical', operands: [left, right], operators: [operator], node: left.node };
}
