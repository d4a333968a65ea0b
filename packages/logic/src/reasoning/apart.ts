import { type Condition, isCondition } from '@secl/language';
import { type Leaf, leaves } from '../leaves.ts';
import { type Formula, rootOf } from './formula.ts';
import { isSeenOpen } from './free.ts';
import { formulaOf } from './proposition.ts';
import type { Naming } from './term.ts';

/**
 * Whether every comparison of a condition speaks of something of its own and may be true and false by itself. Then no part
 * of the condition says anything about another one, and nothing in it can be redundant.
 */
export function areApart(condition: Condition, naming: Naming): boolean {
  const speakers: Speakers = new Map();
  const all = leaves(condition);
  for (let index = 0; index < all.length; index++) {
    const leaf = all[index];
    if (leaf === undefined) continue;
    if (isFixed(leaf)) return false;
    if (!isOpen(formulaOf(leaf, true, naming), index * 2, speakers)) return false;
    if (!isOpen(formulaOf(leaf, false, naming), index * 2 + 1, speakers)) return false;
  }
  return true;
}

/** By root, who has spoken of it last: twice the index of a comparison that is to be true, and one more where it is not. */
type Speakers = Map<string, number>;

const comparisonOf = (speaker: number): number => speaker >> 1;

/** Constants are decided, and what compares conditions says several things of them. */
function isFixed(leaf: Leaf): boolean {
  return (
    leaf.kind === 'constant' || (leaf.kind === 'test' && (isCondition(leaf.left) || isCondition(leaf.right)))
  );
}

/** Whether it says one thing at most of everything that it speaks of, nothing that cannot be, and no other speaks of it. */
function isOpen(formula: Formula, own: number, speakers: Speakers): boolean {
  if (formula.kind !== 'literal')
    return formula.parts.length > 0 && formula.parts.every((part) => isOpen(part, own, speakers));
  const root = rootOf(formula.literal.term);
  const last = speakers.get(root);
  if (last !== undefined && (last === own || comparisonOf(last) !== comparisonOf(own))) return false;
  if (!isSeenOpen(formula)) return false;
  speakers.set(root, own);
  return true;
}
