import { type Condition, isCondition, type Operand, unwrap } from '@secl/language';

/** A condition without `&&`, `||` and `!` of its own. */
export type Leaf = Extract<Condition, { kind: 'constant' | 'truth' | 'test' }>;

/** What gets its value from an event, or from what came before it. */
export type Read = Extract<Operand, { kind: 'field' | 'variable' }>;

/**
 * All leaves of a condition, in source order; those of macros stand where the macro does. Where conditions are compared with
 * each other, `(a == 1) == true`, the comparison comes before the leaves of its sides.
 */
export function* leaves(condition: Condition): Generator<Leaf> {
  const pending: Condition[] = [condition];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    switch (next.kind) {
      case 'constant':
      case 'truth':
        yield next;
        break;
      case 'test':
        yield next;
        if (isCondition(next.right)) pending.push(next.right);
        if (isCondition(next.left)) pending.push(next.left);
        break;
      case 'not':
        pending.push(next.operand);
        break;
      case 'macro':
        pending.push(next.inner);
        break;
      case 'logical':
        for (let index = next.operands.length - 1; index >= 0; index--) {
          const operand = next.operands[index];
          if (operand !== undefined) pending.push(operand);
        }
    }
  }
}

/** What a leaf reads itself; the conditions that it compares are leaves of their own. */
export function* readsOf(leaf: Leaf): Generator<Read> {
  switch (leaf.kind) {
    case 'constant':
      return;
    case 'truth':
      yield* operandReads(leaf.operand);
      return;
    case 'test':
      if (!isCondition(leaf.left)) yield* operandReads(leaf.left);
      if (!isCondition(leaf.right)) yield* operandReads(leaf.right);
  }
}

/** What an operand reads, inside of macros, templates and sums too. */
export function* operandReads(operand: Operand): Generator<Read> {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'field':
    case 'variable':
      yield inner;
      return;
    case 'template':
      for (const part of inner.parts) if (typeof part !== 'string') yield part;
      return;
    case 'arithmetic':
      for (const each of inner.operands) yield* operandReads(each);
      return;
    case 'literal':
    case 'values':
  }
}
