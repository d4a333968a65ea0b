import { type Context, compileRule, isUndecided, undecided } from '@secl/evaluation';
import {
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  checkRule,
  parseMacro,
  parseRule,
} from '@secl/language';
import { catalogue, type Event, emptyEvent, nothingUnknown, type SlotValue } from '@secl/model';
import { expect } from 'vitest';
import { type RuleTrace, type TracedOperand, type TraceNode, traceRule } from '../trace.ts';

export const linux = catalogue('linux');
export const facts = linux.at(68);

export type Values = Readonly<Record<string, SlotValue>>;

interface Given {
  readonly macros?: Readonly<Record<string, string>>;
  readonly ancestors?: readonly Values[];
}

/** The trace of an expression on an event with these values, as lines: `verdict  condition  what was compared`. */
export function traced(
  expression: string,
  values: Values,
  given: Given = {},
): RuleTrace & { readonly lines: string } {
  const texts = new Map(Object.entries(given.macros ?? {}));
  const macros = new Map<string, CheckedMacro>();
  const variables = new Map([['seen', { type: 'string', array: false } as const]]);
  const scope: CheckScope = { catalogue: linux, facts, macros, variables };
  for (const [id, text] of texts) {
    const { macro } = checkMacro(id, parseMacro(text), scope);
    if (macro !== undefined) macros.set(id, macro);
  }
  const checked = checkRule(parseRule(expression), scope);
  expect(checked.problems).toEqual([]);
  const rule = compileRule(checked, linux);
  if (rule === undefined) throw new Error('a rule without problems compiles');
  const context: Context = {
    event: eventOf(checked.eventType, values, given.ancestors ?? []),
    now: 5_000_000_000n,
    variables: { read: () => undecided('seen') },
    register: 0,
  };
  const result = traceRule(rule, context);
  const textOf = ({ condition: { node }, macros: within }: TraceNode): string =>
    (texts.get(within[within.length - 1] ?? '') ?? expression).slice(node.span.start, node.span.end);
  const print = (node: TraceNode, depth: number): string[] => [
    `${'  '.repeat(depth)}${printVerdict(node)} ${textOf(node)}${printOperands(node.operands)}`,
    ...node.parts.flatMap((part) => print(part, depth + 1)),
  ];
  return { ...result, lines: result.root === undefined ? '' : print(result.root, 0).join('\n') };
}

function printVerdict({ verdict, reached }: TraceNode): string {
  const word = isUndecided(verdict) ? `needs ${verdict.needs.join('+')}:` : verdict ? 'yes' : 'no';
  return reached ? word : `(${word})`;
}

function printOperands(operands: readonly TracedOperand[]): string {
  if (operands.length === 0) return '';
  const print = ({ values, missing, reads }: TracedOperand): string => {
    const shown = [...values.map((value) => JSON.stringify(value)), ...missing.map((name) => `?${name}`)];
    return shown.join(' ') + (reads.length === 0 ? '' : ` of ${reads.map(print).join(', ')}`);
  };
  return ` [${operands.map(print).join(' | ')}]`;
}

export function eventOf(type: string, values: Values, ancestors: readonly Values[]): Event {
  const event = emptyEvent(linux, nothingUnknown(linux));
  event.type = type;
  for (const [name, value] of Object.entries(values)) event.slots[slotOf(name)] = value;
  const index = linux.iterators.findIndex((iterator) => iterator.name === 'process.ancestors');
  event.elements[index] = ancestors.map((ancestor) => {
    const element = [...(linux.elementZeros[index] ?? [])] as SlotValue[];
    for (const [name, value] of Object.entries(ancestor))
      element[slotOf(`process.ancestors.${name}`)] = value;
    return element;
  });
  return event;
}

function slotOf(name: string): number {
  const slot = facts.field(name)?.slot;
  if (slot === undefined) throw new Error(`no field ${name}`);
  return slot;
}
