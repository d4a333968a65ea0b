import { type Condition, isCondition, type Logical } from '@secl/language';

/** All `&&` and `||` that stand in a condition itself, not in the macros that it uses; outermost first. */
export function logicals(condition: Condition): readonly Logical[] {
  const found: Logical[] = [];
  collect(condition, found);
  return found;
}

function collect(condition: Condition, found: Logical[]): void {
  switch (condition.kind) {
    case 'logical':
      found.push(condition);
      for (const operand of condition.operands) collect(operand, found);
      return;
    case 'not':
      collect(condition.operand, found);
      return;
    case 'test':
      if (isCondition(condition.left)) collect(condition.left, found);
      if (isCondition(condition.right)) collect(condition.right, found);
      return;
    case 'macro':
    case 'constant':
    case 'truth':
  }
}

/** What all has to be true for a chain to be true, as long as it goes on with `&&`: `a` and `b` of `a && b && (c || d)`. */
export function conjuncts({ operands, operators }: Logical): readonly Condition[] {
  const first = operators.indexOf('||');
  return first < 0 ? operands : operands.slice(0, first);
}
