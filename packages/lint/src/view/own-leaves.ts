import { type Condition, isCondition, type Typed, unwrap } from '@secl/language';
import type { Leaf } from '@secl/logic';

/** The leaves that stand in a text itself, in source order: what macros bring has its places in theirs. */
export function ownLeaves(typed: Typed): readonly Leaf[] {
  const found: Leaf[] = [];
  if (isCondition(typed)) visit(typed, found);
  else {
    const operand = unwrap(typed);
    // A bool field, or a macro for one, that stands alone.
    if (operand.kind === 'field' && operand.type === 'bool')
      found.push({ kind: 'truth', operand, node: operand.node });
  }
  return found;
}

function visit(condition: Condition, found: Leaf[]): void {
  switch (condition.kind) {
    case 'macro':
      return;
    case 'not':
      visit(condition.operand, found);
      return;
    case 'logical':
      for (const operand of condition.operands) visit(operand, found);
      return;
    case 'constant':
    case 'truth':
      found.push(condition);
      return;
    case 'test':
      found.push(condition);
      if (isCondition(condition.left)) visit(condition.left, found);
      if (isCondition(condition.right)) visit(condition.right, found);
  }
}
