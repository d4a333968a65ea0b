import { type ExpressionProblem, type Node, walk } from '@secl/language';

/**
 * Where agents see an error, as an offset. Ours are where the mistake is; theirs differ in two ways: an operator that a
 * type does not have they see at the start of its comparison, and what `!` stands in front of, behind its brackets.
 */
export function agentPlace({ kind, place }: ExpressionProblem, root: Node): number {
  for (const node of walk(root)) {
    if (kind === 'unknown-operator' && node.kind === 'comparison') {
      const index = node.operators.findIndex(({ span }) => span.start === place.start);
      const left = node.operands[index];
      if (left !== undefined) return left.span.start;
    }
    if (kind === 'type-mismatch' && node.kind === 'unary' && node.operand.span.start === place.start)
      return inBrackets(node.operand).span.start;
  }
  return place.start;
}

function inBrackets(node: Node): Node {
  let inner = node;
  while (inner.kind === 'paren') inner = inner.inner;
  return inner;
}
