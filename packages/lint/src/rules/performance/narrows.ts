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
      if (leaf.test === 'int')
        return leaf.operator === '==' || leaf.operator === '<' || leaf.operator === '<=';
      if (leaf.test === 'age' || leaf.test === 'bool') return true;
      return !leaf.negated;
  }
}
