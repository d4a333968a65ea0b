import { type FieldRead, isCondition, type Operand, type Test, unwrap } from '@secl/language';
import type { Leaf } from '@secl/logic';

export type IntTest = Extract<Test, { test: 'int' }>;

export function isIntTest(leaf: Leaf): leaf is IntTest {
  return leaf.kind === 'test' && leaf.test === 'int';
}

/** An operand, and what it is computed of, down to what is no sum; of macros only the name is seen. */
export function* parts(operand: Operand): Generator<Operand> {
  yield operand;
  if (operand.kind === 'arithmetic') for (const each of operand.operands) yield* parts(each);
  if (operand.kind === 'values') yield* operand.members;
}

/** The fields of both sides, in macros too. */
export function fieldsOf({ left, right }: IntTest): readonly FieldRead[] {
  return [left, right].flatMap((side) =>
    [...parts(side)].map((part) => unwrap(part)).filter((part) => part.kind === 'field'),
  );
}

/** Everything of the leaves that is a number, and stands in the text itself. */
export function* intParts(leaf: Leaf): Generator<Operand> {
  if (leaf.kind !== 'test') return;
  for (const side of [leaf.left, leaf.right]) if (!isCondition(side)) yield* parts(side);
}
