import type { Node, Tree } from '@secl/language';
import type { Span } from '@secl/text';
import { inSentence } from './change.ts';
import type { Changes } from './changes.ts';

/** Conditions of a chain left out one at a time, and those that are a name alone turned round. */
export const conditionChanges: Changes = function* (node, tree, facts) {
  if (node.kind === 'bits') {
    yield* flagChanges(node, tree, (name) => facts.field(name) !== undefined);
    return;
  }
  if (node.kind !== 'chain') return;
  for (const [index, operand] of node.operands.entries()) {
    const span = withOperator(node.operands, index);
    yield { kind: 'left out', edit: { span, text: '' }, says: `${written(operand, tree)} is left out` };
    if (operand.kind === 'ident' && facts.field(operand.name)?.type === 'bool') {
      const { start } = operand.span;
      yield {
        kind: 'negation',
        edit: { span: { start, end: start }, text: '!' },
        says: `${written(operand, tree)} is \`!${operand.name}\``,
      };
    }
  }
};

/** Flags and masks: whatever is no field. */
function* flagChanges(
  node: Extract<Node, { kind: 'bits' }>,
  tree: Tree,
  isField: (name: string) => boolean,
): ReturnType<Changes> & Generator {
  for (const [index, operand] of node.operands.entries()) {
    if (operand.kind === 'ident' && isField(operand.name)) continue;
    const span = withOperator(node.operands, index);
    yield { kind: 'flag', edit: { span, text: '' }, says: `${written(operand, tree)} is left out` };
  }
}

/** An operand with the operator behind it; the last one with that before it. The rest groups as it did. */
export function withOperator(operands: readonly Node[], index: number): Span {
  const own = operands[index]?.span ?? { start: 0, end: 0 };
  const next = operands[index + 1];
  if (next !== undefined) return { start: own.start, end: next.span.start };
  return { start: operands[index - 1]?.span.end ?? own.start, end: own.end };
}

function written({ span }: Node, { text }: Tree): string {
  return inSentence(text.slice(span.start, span.end));
}
