import { type Condition, type Operand, unwrap } from '@secl/language';
import type { Field } from '@secl/model';
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
  const { owner, what } = asked;
  const key = what === '' ? eventType : `${what} ${eventType}`;
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
  /** What is asked, beside what the owner says. */
  readonly what: string;
}

function askedOf(condition: Condition): Asked | undefined {
  if (condition.kind === 'truth') {
    const read = unwrap(condition.operand);
    return read.kind === 'field' ? { owner: read.field, what: `${read.register}` } : undefined;
  }
  if (condition.kind !== 'test') return undefined;
  if (condition.test === 'match') {
    const read = unwrap(condition.left);
    if (read.kind !== 'field') return undefined;
    // A list of matchers is that of one field.
    const { register } = read;
    const { matchers, negated } = condition;
    return { owner: matchers, what: register === null && !negated ? '' : `${negated} ${register}` };
  }
  if (condition.test !== 'int') return undefined;
  const { left, operator, right, negated } = condition;
  const field = fieldIn(left);
  const a = textOf(left);
  const b = textOf(right);
  if (field === undefined || a === undefined || b === undefined) return undefined;
  return { owner: field, what: `${negated} ${a} ${operator} ${b}` };
}

/** One that the operand is calculated of. */
function fieldIn(operand: Operand): Field | undefined {
  const inner = unwrap(operand);
  if (inner.kind === 'field') return inner.field;
  if (inner.kind !== 'arithmetic') return undefined;
  for (const each of inner.operands) {
    const field = fieldIn(each);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** The same text for what is calculated in the same way of the same fields and numbers; undefined where there is more to it. */
function textOf(operand: Operand): string | undefined {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'literal':
      return `${inner.form} ${inner.value}`;
    case 'field':
      return `${inner.field.name} ${inner.register} ${inner.counts}`;
    case 'values':
      return `[${inner.members.map(textOf).join()}]`;
    case 'arithmetic': {
      const texts = inner.operands.map(textOf);
      if (texts.includes(undefined)) return undefined;
      const operators = 'operators' in inner.operation ? inner.operation.operators.join('') : '';
      return `${inner.operation.name}${operators}(${texts.join()})`;
    }
    default:
      return undefined;
  }
}
