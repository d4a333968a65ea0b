import { isCondition, type Operand, type Test, unwrap } from '@secl/language';
import type { Leaf, Redundancy } from '@secl/logic';
import type { LintedExpression } from '../../view/linted.ts';
import { type IntTest, isIntTest, parts } from './int-operands.ts';

/** A mask that is 0, as `O_RDONLY` is, and the bits that are always 0 because of it. */
export interface ZeroMask {
  readonly mask: Operand;
  readonly bits: Operand;
}

const noNumbers: ReadonlySet<Test['test']> = new Set(['match', 'same-string', 'ip']);

/** Those in one comparison. */
export function zeroMasks(leaf: Leaf): readonly ZeroMask[] {
  if (leaf.kind !== 'test' || noNumbers.has(leaf.test)) return none;
  const { left, right } = leaf;
  if (left.kind !== 'arithmetic' && right.kind !== 'arithmetic') return none;
  return [left, right]
    .flatMap((side) => (isCondition(side) ? [] : parts(side)))
    .flatMap((bits) => {
      const mask = maskOf(bits);
      return mask === undefined ? [] : [{ mask, bits }];
    });
}

const none: readonly ZeroMask[] = [];

/** Whether a part is one comparison with such a mask. */
export function hasZeroMask({ leaves }: LintedExpression, { conditions }: Redundancy['part']): boolean {
  const [only, ...others] = conditions;
  return others.length === 0 && leaves.some((leaf) => leaf === only && zeroMasks(leaf).length > 0);
}

/** The operand that is 0, where all are joined by `&` and not all are fixed. */
function maskOf(operand: Operand): Operand | undefined {
  if (operand.kind !== 'arithmetic' || operand.operation.name !== 'bits') return undefined;
  if (operand.operation.operators.some((name) => name !== '&')) return undefined;
  const isFixed = (each: Operand): boolean => unwrap(each).kind === 'literal';
  if (operand.operands.every(isFixed)) return undefined;
  return operand.operands.find((each) => {
    const inner = unwrap(each);
    return inner.kind === 'literal' && inner.value === 0;
  });
}

/** `f & O_RDONLY > 0` asks whether a file is opened for reading only. */
export function readOnly({ source, facts, fix }: LintedExpression, leaf: Leaf, mask: string) {
  if (!isIntTest(leaf)) return undefined;
  const { left, right, operator, node }: IntTest = leaf;
  const asked = right.kind === 'literal' && right.value === 0 && (operator === '>' || operator === '!=');
  const plain =
    left.kind === 'arithmetic' && left.operands.length === 2 && left.operands[0]?.kind === 'field';
  if (mask !== 'O_RDONLY' || !asked || !plain || facts.constant('O_ACCMODE') === undefined) return undefined;
  const field = source(left.operands[0]?.node.span ?? node.span);
  const text = `${field} & O_ACCMODE == O_RDONLY`;
  return fix('suggested', 'look at the bits that say how it is opened', [{ span: node.span, text }]);
}
