import { isCondition, type Node, type Test, type TestSide, unwrap } from '@secl/language';
import type { Leaf } from '@secl/logic';

export interface ArrayTest {
  readonly leaf: Test;
  /** Its name: `process.ancestors.uid`, `${seen}`. */
  readonly name: string;
  /** What the elements belong to, for fields of an iterator that are read without a variable. */
  readonly iterator: string | null;
  /** Where it stands. */
  readonly node: Node;
}

/** A comparison that asks for some element of an array, or, negated, for none. One through an iterator variable does not. */
export function arrayTest(leaf: Leaf): ArrayTest | undefined {
  if (leaf.kind !== 'test' || (leaf.test === 'ip' && leaf.all)) return undefined;
  return askedOf(leaf, leaf.left) ?? askedOf(leaf, leaf.right);
}

function askedOf(leaf: Test, side: TestSide): ArrayTest | undefined {
  if (isCondition(side)) return undefined;
  const operand = unwrap(side);
  const { node } = side;
  if (operand.kind === 'variable' && operand.array)
    return { leaf, name: `\${${operand.name}}`, iterator: null, node };
  if (operand.kind !== 'field' || !operand.array) return undefined;
  const { name, iterator, list } = operand.field;
  if (operand.register === null) return { leaf, name, iterator, node };
  return list ? { leaf, name, iterator: null, node } : undefined;
}
