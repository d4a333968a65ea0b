import type { Condition, LogicalOperator } from '@secl/language';

/** Conditions that have to hold all: `a && b || c` is `a` and `b || c`, since what stands to the right groups first. */
export function conjuncts(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'macro':
      return conjuncts(condition.inner);
    case 'logical': {
      const { operands, operators } = condition;
      const either = operators.indexOf('||');
      const split = either < 0 ? operands.length : either;
      const all = operands.slice(0, split).flatMap(conjuncts);
      if (split === operands.length) return all;
      return [...all, { ...condition, operands: operands.slice(split), operators: operators.slice(split) }];
    }
    default:
      return [condition];
  }
}

/**
 * The most that a condition may still be when only some of its leaves are known: every other leaf is taken as what makes
 * the whole true. What comes out is a condition on the known leaves alone, or true where they decide nothing. An event
 * for which it is false cannot satisfy the condition.
 */
export function project(
  condition: Condition,
  isKnown: (leaf: Condition) => boolean,
  hoped = true,
): Condition | boolean {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'macro':
      return project(condition.inner, isKnown, hoped);
    case 'not': {
      const inner = project(condition.operand, isKnown, !hoped);
      return typeof inner === 'boolean' ? !inner : { ...condition, operand: inner };
    }
    case 'logical': {
      const parts = condition.operands.map((operand) => project(operand, isKnown, hoped));
      return rejoin(condition, parts);
    }
    default:
      return isKnown(condition) ? condition : hoped;
  }
}

/** The chain with parts of it decided, put together from the end. */
function rejoin(
  chain: Condition & { readonly kind: 'logical' },
  parts: readonly (Condition | boolean)[],
): Condition | boolean {
  let operands: Condition[] = [];
  let operators: LogicalOperator[] = [];
  let decided: boolean | undefined;
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? true;
    const operator = chain.operators[index];
    const absorbing = operator === '||';
    if (operator === undefined) {
      if (typeof part === 'boolean') decided = part;
      else operands.push(part);
    } else if (part === absorbing || (decided === absorbing && typeof part !== 'boolean')) {
      decided = absorbing;
      operands = [];
      operators = [];
    } else if (typeof part === 'boolean') {
      // It is what leaves the rest as it is.
    } else if (decided !== undefined) {
      decided = undefined;
      operands.push(part);
    } else {
      operands.push(part);
      operators.push(operator);
    }
  }
  if (decided !== undefined) return decided;
  const [only] = operands;
  if (operands.length === 1 && only !== undefined) return only;
  return { ...chain, operands: operands.reverse(), operators: operators.reverse() };
}
