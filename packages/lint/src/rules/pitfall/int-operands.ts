import { type FieldRead, type Operand, type Test, unwrap } from '@secl/language';
import type { Leaf } from '@secl/logic';
import type { LintedExpression } from '../../view/linted.ts';
import { ofTheLast } from '../../view/of-the-last.ts';

export type IntTest = Extract<Test, { test: 'int' }>;

export function isIntTest(leaf: Leaf): leaf is IntTest {
  return leaf.kind === 'test' && leaf.test === 'int';
}

/** A comparison of numbers that stands in a text itself. */
export interface OwnInts {
  readonly leaf: IntTest;
  /** The fields of both sides, in macros too. */
  readonly fields: readonly FieldRead[];
}

/** All of them in source order. Several lint rules ask for them. */
export function ownInts(expression: LintedExpression): readonly OwnInts[] {
  return intsOf(expression.typed, expression);
}

const intsOf = ofTheLast(({ leaves }: LintedExpression) =>
  leaves.filter(isIntTest).map((leaf): OwnInts => ({ leaf, fields: fieldsOf(leaf) })),
);

/** Both sides, and what they are computed of, down to what is no sum; of macros only the name is seen. */
export function partsOf({ left, right }: IntTest): readonly Operand[] {
  return [...parts(left), ...parts(right)];
}

/** The same of one side. */
export function parts(operand: Operand): readonly Operand[] {
  if (operand.kind === 'arithmetic') return [operand, ...operand.operands.flatMap(parts)];
  return operand.kind === 'values' ? [operand, ...operand.members] : [operand];
}

function fieldsOf({ left, right }: IntTest): readonly FieldRead[] {
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
