/** What a condition is while the variables that it reads have the values they start with. */
import { type Condition, isCondition, type Operand, predicate, unwrap } from '@secl/language';
import type { Scalar, Value } from '@secl/model';

/** The value that a variable starts with; undefined where it may have another one. */
export type StartOf = (name: string) => Value | undefined;

/** true or false for every event, or undefined where it depends on more. */
export function atStart(condition: Condition, startOf: StartOf): boolean | undefined {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'macro':
      return atStart(condition.inner, startOf);
    case 'not':
      return negate(atStart(condition.operand, startOf));
    case 'truth':
      return asBool(known(condition.operand, startOf));
    case 'logical': {
      // `&&` and `||` group from the right.
      const operands = condition.operands.map((operand) => atStart(operand, startOf));
      let result = operands[operands.length - 1];
      for (let index = operands.length - 2; index >= 0; index--)
        result =
          condition.operators[index] === '&&' ? and(operands[index], result) : or(operands[index], result);
      return result;
    }
    case 'test': {
      const holds = compared(condition, startOf);
      return condition.negated ? negate(holds) : holds;
    }
  }
}

/** Without its negation. */
function compared(test: Extract<Condition, { kind: 'test' }>, startOf: StartOf): boolean | undefined {
  if (isCondition(test.left) || isCondition(test.right)) {
    if (test.test !== 'bool') return undefined;
    const [a, b] = [sideOf(test.left, startOf), sideOf(test.right, startOf)];
    return a === undefined || b === undefined ? undefined : a === b;
  }
  const left = known(test.left, startOf);
  const right = known(test.right, startOf);
  // No element of an empty array satisfies anything; `allin` is another matter.
  if (test.test !== 'ip' && (isEmpty(left) || isEmpty(right))) return false;
  if (test.test === 'match') {
    if (left === undefined) return undefined;
    const texts = typeof left === 'object' ? left : [left];
    return texts.some((text) => test.matchers.some((matcher) => predicate(matcher)(String(text))));
  }
  if (left === undefined || right === undefined || test.test === 'ip' || test.test === 'age')
    return undefined;
  const operator = test.test === 'int' ? test.operator : '==';
  const fold = test.test === 'same-string' && test.ignoreCase;
  const lefts = typeof left === 'object' ? left : [left];
  const rights = typeof right === 'object' ? right : [right];
  return lefts.some((a) => rights.some((b) => holds(operator, folded(a, fold), folded(b, fold))));
}

function folded(value: Scalar, fold: boolean): Scalar {
  return fold && typeof value === 'string' ? value.toLowerCase() : value;
}

function holds(operator: string, a: Scalar, b: Scalar): boolean {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

function sideOf(side: Operand | Condition, startOf: StartOf): boolean | undefined {
  return isCondition(side) ? atStart(side, startOf) : asBool(known(side, startOf));
}

function known(operand: Operand, startOf: StartOf): Value | undefined {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'variable':
      return startOf(inner.name);
    case 'literal':
      return inner.form === 'plain' ? inner.value : undefined;
    case 'values':
      return inner.members.every(({ form }) => form === 'plain')
        ? inner.members.map(({ value }) => value)
        : undefined;
    default:
      return undefined;
  }
}

function asBool(value: Value | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function isEmpty(value: Value | undefined): boolean {
  return typeof value === 'object' && value.length === 0;
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function and(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

function or(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return negate(and(negate(a), negate(b)));
}
