import { type FieldRead, isCondition, type Operand, type Test, unwrap } from '@secl/language';
import type { Leaf } from '@secl/logic';

export type IntTest = Extract<Test, { test: 'int' }>;

export function isIntTest(leaf: Leaf): leaf is IntTest {
  return leaf.kind === 'test' && leaf.test === 'int';
}

/** An operand, and what it is computed of, down to what is no sum; of macros only the name is seen. */
export function parts(operand: Operand): readonly Operand[] {
  if (operand.kind === 'arithmetic') return [operand, ...operand.operands.flatMap(parts)];
  return operand.kind === 'values' ? [operand, ...operand.members] : [operand];
}

/** The fields of both sides, in macros too. */
export function fieldsOf({ left, right }: IntTest): readonly FieldRead[] {
  const found: FieldRead[] = [];
  addFields(left, found);
  addFields(right, found);
  return found;
}

function addFields(operand: Operand, found: FieldRead[]): void {
  if (operand.kind === 'arithmetic') {
    for (const each of operand.operands) addFields(each, found);
    return;
  }
  const inner = unwrap(operand);
  if (inner.kind === 'field') found.push(inner);
}

/** Everything of the leaves that is a number, and stands in the text itself. */
export function intParts(leaf: Leaf): readonly Operand[] {
  if (leaf.kind !== 'test') return [];
  return [leaf.left, leaf.right].flatMap((side) => (isCondition(side) ? [] : parts(side)));
}
