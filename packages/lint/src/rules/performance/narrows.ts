import { type Leaf, readsOf } from '@secl/logic';

/** Whether a leaf picks out some values, rather than leave some out. */
export function narrows(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case 'constant':
      return false;
    case 'truth':
      return true;
    case 'test':
      if ([...readsOf(leaf)].some(({ kind }) => kind === 'variable')) return true;
      if (leaf.test === 'int') return leaf.operator !== '!=' && !isAboveZero(leaf);
      return !leaf.negated || isSeldomSet(leaf);
  }
}

/** `dns.question.length > 0`, where there is hardly another value. Of flags, `flags & X > 0` picks some. */
function isAboveZero(leaf: Leaf): boolean {
  if (leaf.kind !== 'test' || leaf.test !== 'int' || leaf.operator !== '>') return false;
  const { left, right } = leaf;
  return left.kind === 'field' && right.kind === 'literal' && right.value === 0;
}

/** `container.id != ""`: of what most events do not have, the others are few. Every file has a path and a name. */
function isSeldomSet(leaf: Leaf): boolean {
  if (leaf.kind !== 'test' || leaf.test !== 'match' || leaf.matchers.some(({ value }) => value !== ''))
    return false;
  const { left } = leaf;
  return left.kind === 'field' && !/\.(path|name|comm|user|group)$/.test(left.field.name);
}
