import { builtinVariables, checkRule, parseRule, type VariableType } from '@secl/language';
import {
  type Catalogue,
  catalogue,
  type Event,
  emptyEvent,
  nothingUnknown,
  type Platform,
  type SlotValue,
  UNKNOWN,
  type Value,
} from '@secl/model';
import { compileRule } from '../rule.ts';
import { isUndecided, type Undecided, undecided, type Verdict } from '../verdict.ts';

export type Values = Readonly<Record<string, SlotValue>>;

export interface Given {
  readonly platform?: Platform;
  readonly values?: Values;
  readonly ancestors?: readonly Values[];
  /** The recording does not know all ancestors. */
  readonly andMore?: boolean;
  /** Fields that the recording does not know. */
  readonly unknown?: readonly string[];
  /** Nanoseconds; null: the recording has no times. */
  readonly now?: bigint | null;
  /** Variables with their values; null: not known. */
  readonly variables?: Readonly<Record<string, Value | null>>;
}

/** What an expression says of an event: true, false, or `needs …`. */
export function evaluate(expression: string, given: Given = {}): boolean | string {
  const whole = catalogue(given.platform ?? 'linux');
  const variables = new Map([...builtinVariables, ...typesOf(given.variables ?? {})]);
  const scope = { catalogue: whole, facts: whole.at(68), macros: new Map(), variables };
  const checked = checkRule(parseRule(expression), scope);
  const [problem] = checked.problems;
  if (problem !== undefined) throw new Error(`${expression}: ${problem.message}`);
  const rule = compileRule(checked, whole);
  if (rule === undefined) throw new Error('a rule without problems compiles');
  const event = eventOf(whole, checked.eventType, given);
  const { now = 1_000_000_000_000n } = given;
  const read = (name: string): Value | Undecided => given.variables?.[name] ?? undecided(name);
  return inWords(rule.evaluate({ event, now: now ?? undefined, variables: { read }, register: 0 }));
}

function inWords(verdict: Verdict): boolean | string {
  return isUndecided(verdict) ? `needs ${verdict.needs.join(', ')}` : verdict;
}

function typesOf(variables: Readonly<Record<string, Value | null>>): [string, VariableType][] {
  return Object.entries(variables).map(([name, value]) => {
    const array = typeof value === 'object' && value !== null;
    const first = array ? value[0] : value;
    const type = typeof first === 'boolean' ? 'bool' : typeof first === 'string' ? 'string' : 'int';
    return [name, { type, array }];
  });
}

export function eventOf(whole: Catalogue, type: string, given: Given): Event {
  const nothing = nothingUnknown(whole);
  const ancestors = whole.iterators.findIndex(({ name }) => name === 'process.ancestors');
  const goesOn = nothing.goesOn.map((_, index) => given.andMore === true && index === ancestors);
  const event = emptyEvent(whole, { ...nothing, goesOn });
  const slot = (name: string): number => {
    const field = whole.field(name);
    if (field === undefined) throw new Error(`no field ${name}`);
    return field.slot;
  };
  for (const name of given.unknown ?? []) event.slots[slot(name)] = UNKNOWN;
  for (const [name, value] of Object.entries(given.values ?? {})) event.slots[slot(name)] = value;
  event.type = type;
  event.elements[ancestors] = (given.ancestors ?? []).map((ancestor) => {
    const element: SlotValue[] = [...(whole.elementZeros[ancestors] ?? [])];
    for (const [name, value] of Object.entries(ancestor)) element[slot(`process.ancestors.${name}`)] = value;
    return element;
  });
  return event;
}
