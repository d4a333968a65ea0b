import { type Operand, unwrap } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';
import { type IntTest, intParts, isIntTest } from '../int-operands.ts';

/** Some constants are 0: `O_RDONLY`, `PROT_NONE` (facts: constants). Every `&` with them is 0. */
export const zeroMask: LintRule = {
  id: 'pitfall/zero-mask',
  title: 'Mask that is 0',
  level: 'warning',
  needs: 'expression',
  messages: {
    zero: '`{mask}` is 0, so `{bits}` is always 0',
  },
  check(expression, { report }) {
    const { leaves, source, at } = expression;
    for (const leaf of leaves) {
      for (const part of intParts(leaf)) {
        const mask = maskOf(part);
        if (mask === undefined) continue;
        const values = { mask: source(mask.node.span), bits: source(part.node.span) };
        const fix = isIntTest(leaf) ? readOnly(expression, leaf, values.mask) : undefined;
        report(at(mask.node.span), 'zero', values, { fix });
      }
    }
  },
};

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
function readOnly(
  { source, facts, fix }: LintedExpression,
  { left, right, operator, node }: IntTest,
  mask: string,
) {
  const asked = right.kind === 'literal' && right.value === 0 && (operator === '>' || operator === '!=');
  const plain =
    left.kind === 'arithmetic' && left.operands.length === 2 && left.operands[0]?.kind === 'field';
  if (mask !== 'O_RDONLY' || !asked || !plain || facts.constant('O_ACCMODE') === undefined) return undefined;
  const field = source(left.operands[0]?.node.span ?? node.span);
  const text = `${field} & O_ACCMODE == O_RDONLY`;
  return fix('suggested', 'look at the bits that say how it is opened', [{ span: node.span, text }]);
}
