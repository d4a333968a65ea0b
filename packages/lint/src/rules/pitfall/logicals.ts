import { type Condition, isCondition, type Logical } from '@secl/language';

/** All `&&` and `||` that stand in a condition itself, not in the macros that it uses; outermost first. */
export function* logicals(condition: Condition): Generator<Logical> {
  switch (condition.kind) {
    case 'logical':
      yield condition;
      for (const operand of condition.operands) yield* logicals(operand);
      return;
    case 'not':
      yield* logicals(condition.operand);
      return;
    case 'test':
      for (const side of [condition.left, condition.right]) if (isCondition(side)) yield* logicals(side);
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
