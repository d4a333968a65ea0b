/** For tests: rules and events from their texts. */
import { compileRule, type Undecided, type Verdict } from '@secl/evaluation';
import { builtinVariables, type CheckedRule, type Condition, checkRule, parseRule } from '@secl/language';
import { catalogue, type Event, emptyEvent, nothingUnknown, type SlotValue, type Value } from '@secl/model';
import type { Judge, JudgedRule } from '../judge.ts';

export const linux = catalogue('linux');

export function checked(expression: string): CheckedRule {
  const variables = new Map(builtinVariables).set('process.seen', { type: 'bool', array: false });
  const scope = { catalogue: linux, facts: linux.at(68), macros: new Map(), variables };
  const rule = checkRule(parseRule(expression), scope);
  if (rule.condition === undefined) throw new Error(`${expression}: ${rule.problems[0]?.message}`);
  return rule;
}

export function conditionOf(expression: string): Condition {
  const { condition } = checked(expression);
  if (condition === undefined) throw new Error(expression);
  return condition;
}

export function judged(...expressions: readonly string[]): readonly JudgedRule[] {
  return expressions.map((expression) => {
    const rule = checked(expression);
    const compiled = compileRule(rule, linux);
    if (compiled === undefined) throw new Error(expression);
    return { checked: rule, compiled };
  });
}

export type Values = Readonly<Record<string, SlotValue>>;

/** Fields by name; `UNKNOWN` where they are not known. Ancestors from the parent outwards, by the names after the dot. */
export function eventOf(
  type: string,
  values: Values,
  ancestors: readonly Values[] = [],
  goesOn = false,
): Event {
  const iterator = linux.iterators.find(({ name }) => name === 'process.ancestors')?.index ?? -1;
  const unknown = nothingUnknown(linux);
  const event = emptyEvent(linux, {
    ...unknown,
    goesOn: unknown.goesOn.map((each, index) => (index === iterator ? goesOn : each)),
  });
  event.type = type;
  for (const [name, value] of Object.entries(values)) event.slots[slotOf(name)] = value;
  event.elements[iterator] = ancestors.map((ancestor) => {
    const element: SlotValue[] = [...(linux.elementZeros[iterator] ?? [])];
    for (const [name, value] of Object.entries(ancestor))
      element[slotOf(`process.ancestors.${name}`)] = value;
    return element;
  });
  return event;
}

function slotOf(name: string): number {
  const field = linux.field(name);
  if (field === undefined) throw new Error(`${name} is no field`);
  return field.slot;
}

/** What a judge says of an event, by rule. */
export function verdictsOf(judge: Judge | undefined, event: Event): ReadonlyMap<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  const context = { event, now: event.time, variables: { read: () => false }, register: 0 };
  judge?.(context, (rule, verdict) => verdicts.set(rule, verdict));
  return verdicts;
}

/** What a judge tells: `0`, `2?` for rules that are true and undecided. `variables` may change meanwhile. */
export function told(
  judge: Judge | undefined,
  event: Event,
  variables: (name: string) => Value | Undecided = () => false,
  onRule: (rule: number) => void = () => undefined,
): readonly string[] {
  const rules: string[] = [];
  const context = { event, now: event.time, variables: { read: variables }, register: 0 };
  judge?.(context, (rule, verdict: Verdict) => {
    rules.push(verdict === true ? `${rule}` : `${rule}?`);
    onRule(rule);
  });
  return rules;
}
