import { type Operand, unwrap } from '@secl/language';
import { int64 } from '@secl/model';

/** What a number, or bits that are put together from numbers, come to; nothing where a field or variable is in it. */
export function constantInt(operand: Operand): int64.Int | undefined {
  const inner = unwrap(operand);
  if (inner.kind === 'literal')
    return typeof inner.value === 'number' || typeof inner.value === 'bigint' ? inner.value : undefined;
  if (inner.kind !== 'arithmetic' || inner.operation.name !== 'bits') return undefined;
  const numbers = inner.operands.flatMap((each) => constantInt(each) ?? []);
  const [last, ...before] = [...numbers].reverse();
  if (last === undefined || numbers.length < inner.operands.length) return undefined;
  // The operators have one precedence and associate to the right.
  const operators = [...inner.operation.operators].reverse();
  return before.reduce((right, left, at) => bitwise[operators[at] ?? '|'](left, right), last);
}

const bitwise = { '&': int64.and, '|': int64.or, '^': int64.xor } as const;
