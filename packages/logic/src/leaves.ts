import { type Condition, isCondition, type Operand, unwrap } from '@secl/language';

/** A condition without `&&`, `||` and `!` of its own. */
export type Leaf = Extract<Condition, { kind: 'constant' | 'truth' | 'test' }>;

/** What gets its value from an event, or from what came before it. */
export type Read = Extract<Operand, { kind: 'field' | 'variable' }>;

/**
 * All leaves of a condition, in source order; those of macros stand where the macro does. Where conditions are compared with
 * each other, `(a == 1) == true`, the comparison comes before the leaves of its sides. A list that is kept, not a generator:
 * thousands of conditions are asked for it again and again.
 */
export function leaves(condition: Condition): readonly Leaf[] {
  if (condition.kind !== 'logical') return leavesOf(condition);
  const before = known.get(condition);
  if (before !== undefined) return before;
  const found = leavesOf(condition);
  known.set(condition, found);
  return found;
}

const known = new WeakMap<Condition, readonly Leaf[]>();

/** What all leaves of a condition read, in source order; kept for the same reason. */
export function readsIn(condition: Condition): readonly Read[] {
  if (condition.kind !== 'logical') return readsInLeaves(condition);
  const before = knownReads.get(condition);
  if (before !== undefined) return before;
  const found = readsInLeaves(condition);
  knownReads.set(condition, found);
  return found;
}

const knownReads = new WeakMap<Condition, readonly Read[]>();

function readsInLeaves(condition: Condition): readonly Read[] {
  const found: Read[] = [];
  for (const leaf of leaves(condition)) addLeafReads(leaf, found);
  return found;
}

function leavesOf(condition: Condition): readonly Leaf[] {
  const found: Leaf[] = [];
  const pending: Condition[] = [condition];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    switch (next.kind) {
      case 'constant':
      case 'truth':
        found.push(next);
        break;
      case 'test':
        found.push(next);
        if (isCondition(next.right)) pending.push(next.right);
        if (isCondition(next.left)) pending.push(next.left);
        break;
      case 'not':
        pending.push(next.operand);
        break;
      case 'macro':
        pending.push(next.inner);
        break;
      case 'logical':
        for (let index = next.operands.length - 1; index >= 0; index--) {
          const operand = next.operands[index];
          if (operand !== undefined) pending.push(operand);
        }
    }
  }
  return found;
}

/** What a leaf reads itself; the conditions that it compares are leaves of their own. */
export function readsOf(leaf: Leaf): readonly Read[] {
  const found: Read[] = [];
  addLeafReads(leaf, found);
  return found;
}

function addLeafReads(leaf: Leaf, found: Read[]): void {
  switch (leaf.kind) {
    case 'constant':
      break;
    case 'truth':
      addReads(leaf.operand, found);
      break;
    case 'test':
      if (!isCondition(leaf.left)) addReads(leaf.left, found);
      if (!isCondition(leaf.right)) addReads(leaf.right, found);
  }
}

/** What an operand reads, inside of macros, templates and sums too. */
export function operandReads(operand: Operand): readonly Read[] {
  const found: Read[] = [];
  addReads(operand, found);
  return found;
}

function addReads(operand: Operand, found: Read[]): void {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'field':
    case 'variable':
      found.push(inner);
      break;
    case 'template':
      for (const part of inner.parts) if (typeof part !== 'string') found.push(part);
      break;
    case 'arithmetic':
      for (const each of inner.operands) addReads(each, found);
      break;
    case 'literal':
    case 'values':
  }
}
