import { type Condition, type FieldRead, unwrap } from '@secl/language';
import type { Formula } from './formula.ts';

/** What was made of a condition for rules of an event type, each when it is asked for. */
export interface Formulas {
  readonly eventType: string;
  whenTrue: Formula | undefined;
  whenFalse: Formula | undefined;
}

export function noFormulas(eventType: string): Formulas {
  return { eventType, whenTrue: undefined, whenFalse: undefined };
}

/** Formulas of so many comparisons with a field are kept; then they are made anew. */
const most = 500;

const shared = new WeakMap<object, Map<string, Formulas>>();

/**
 * Of comparisons of a field with fixed values, which many rules make: the same object for all that compare alike, so that
 * what is found out of one is known of all. undefined for what is more than that.
 */
export function sharedFormulas(condition: Condition, eventType: string): Formulas | undefined {
  const asked = askedOf(condition);
  if (asked === undefined) return undefined;
  const { owner, read, what } = asked;
  const key = `${what} ${read.register} ${read.field.name} ${eventType}`;
  let formulas = shared.get(owner);
  if (formulas === undefined) {
    formulas = new Map();
    shared.set(owner, formulas);
  }
  const before = formulas.get(key);
  if (before !== undefined) return before;
  if (formulas.size === most) formulas.clear();
  const none = noFormulas(eventType);
  formulas.set(key, none);
  return none;
}

interface Asked {
  /** Lives as long as the comparison may be made again. */
  readonly owner: object;
  readonly read: FieldRead;
  /** What is asked of the field, beside what the owner says. */
  readonly what: string;
}

function askedOf(condition: Condition): Asked | undefined {
  if (condition.kind === 'truth') {
    const read = unwrap(condition.operand);
    return read.kind === 'field' ? { owner: read.field, read, what: '' } : undefined;
  }
  if (condition.kind !== 'test' || (condition.test !== 'match' && condition.test !== 'int')) return undefined;
  const read = unwrap(condition.left);
  if (read.kind !== 'field') return undefined;
  if (condition.test === 'match')
    return { owner: condition.matchers, read, what: condition.negated ? 'not' : '' };
  const { operator, negated } = condition;
  const right = unwrap(condition.right);
  if (right.kind !== 'literal') return undefined;
  return { owner: read.field, read, what: `${negated} ${read.counts} ${operator} ${right.value}` };
}
