import { type Context, report } from './context.ts';
import { readOf } from './field-read.ts';
import type { Condition } from './typed.ts';

/** What a rule iterates over. */
export interface Iteration {
  readonly iterator: string | undefined;
  /** Has to be true beside the rule's condition. */
  readonly guard: Condition | undefined;
}

const none: Iteration = { iterator: undefined, guard: undefined };

/**
 * A rule has one iterator variable, over something with a length. Agents ask for no more: over a single text they count
 * its bytes, so the condition is tried as it stands if there is one.
 */
export function checkIterators(context: Context): Iteration {
  const [first, second] = context.registers;
  if (first === undefined) return none;
  const [name, { iterator, node }] = first;
  if (second !== undefined) {
    const agent = 'iterator variable error: iterator variable limit to one per rule';
    const values = { name: second[0], before: name };
    report(context, 'name/second-iterator', second[1].node.span, values, { agent });
    return none;
  }
  const { facts } = context.scope;
  if (facts.iterator(iterator) !== undefined) return { iterator, guard: undefined };
  const length = facts.field(`${iterator}.length`);
  const read = length && readOf(facts, length, node);
  if (read !== undefined && !read.array) {
    const zero = { kind: 'literal', type: 'int', value: 0, form: 'plain', node } as const;
    const guard = {
      kind: 'test',
      test: 'int',
      operator: '>',
      left: read,
      right: zero,
      negated: false,
      node,
    } as const;
    return { iterator: undefined, guard };
  }
  const hint = facts.field(iterator)?.array
    ? ': compare the field itself, `==` holds when some element is equal'
    : '';
  const agent = `iterator variable error: field \`${iterator}.length\` not found`;
  report(context, 'name/not-iterable', node.span, { name: iterator, hint }, { agent });
  return none;
}
