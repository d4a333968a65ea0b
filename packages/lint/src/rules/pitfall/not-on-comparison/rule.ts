import type { Comparison, Membership, Unary } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';

/** `!` binds to the operand beside it (spec/secl.md, Grammar): on a text that is a type error, on a bool it is not. */
export const notOnComparison: LintRule = {
  id: 'pitfall/not-on-comparison',
  title: '`!` on the left side of a comparison',
  level: 'info',
  needs: 'expression',
  messages: {
    left: '`{not}` belongs to `{operand}` alone, not to the comparison: agents read `({not}{operand}) {operator} …`',
  },
  check(expression, { report }) {
    const { nodesOf, at, source } = expression;
    if (nodesOf('unary').length === 0) return;
    for (const node of [...nodesOf('comparison'), ...nodesOf('membership')]) {
      const left = node.kind === 'comparison' ? node.operands[0] : node.left;
      const [operator] = node.kind === 'comparison' ? node.operators : [node.operator];
      if (left?.kind !== 'unary' || operator === undefined) continue;
      const [not] = left.operators;
      if (not === undefined || left.operators.some(({ name }) => name !== '!')) continue;
      const operand = source(left.operand.span);
      const written = not.text === '!' ? '!' : `${not.text} `;
      const values = { not: written, operand, operator: operator.text };
      report(at(not.span), 'left', values, { fix: turned(expression, node, left) });
    }
  },
};

/** `(!a) == b` is `a != b`: agents take no array behind `!`. */
function turned(
  { fix }: LintedExpression,
  node: Comparison | Membership,
  { operators, operand, span }: Unary,
) {
  if (operators.length !== 1 || node.kind !== 'comparison' || node.operands.length !== 2) return undefined;
  const [operator] = node.operators;
  const opposite = operator?.name === '==' ? '!=' : operator?.name === '!=' ? '==' : undefined;
  if (operator === undefined || opposite === undefined) return undefined;
  return fix('safe', `write \`${opposite}\``, [
    { span: { start: span.start, end: operand.span.start }, text: '' },
    { span: operator.span, text: opposite },
  ]);
}
