import { type Condition, isCondition } from '@secl/language';
import { type Leaf, leaves } from '../leaves.ts';
import { type Formula, rootOf } from './formula.ts';
import { mayBeAlone } from './free.ts';
import { formulaOf } from './proposition.ts';
import type { Naming } from './term.ts';

/**
 * Whether every comparison of a condition speaks of something of its own and may be true and false by itself. Then no part
 * of the condition says anything about another one, and nothing in it can be redundant.
 */
export function areApart(condition: Condition, naming: Naming): boolean {
  const roots = new Set<string>();
  return leaves(condition).every((leaf) => {
    if (isFixed(leaf)) return false;
    const own = new Set<string>();
    if (!isOpen(formulaOf(leaf, true, naming), own)) return false;
    const opposite = new Set<string>();
    if (!isOpen(formulaOf(leaf, false, naming), opposite)) return false;
    for (const root of new Set([...own, ...opposite])) {
      if (roots.has(root)) return false;
      roots.add(root);
    }
    return true;
  });
}

/** Constants are decided, and what compares conditions says several things of them. */
function isFixed(leaf: Leaf): boolean {
  return (
    leaf.kind === 'constant' || (leaf.kind === 'test' && (isCondition(leaf.left) || isCondition(leaf.right)))
  );
}

/** Whether it says one thing at most of everything that it speaks of, and nothing that cannot be. */
function isOpen(formula: Formula, roots: Set<string>): boolean {
  if (formula.kind !== 'literal')
    return formula.parts.length > 0 && formula.parts.every((part) => isOpen(part, roots));
  const root = rootOf(formula.literal.term);
  if (roots.has(root) || !mayBeAlone(formula.literal)) return false;
  roots.add(root);
  return true;
}
