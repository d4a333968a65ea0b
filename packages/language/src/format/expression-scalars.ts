import { entryValue, type Node, type Scalar } from '@secl/text';

/**
 * The scalars of a policy that hold expressions: `expression` of rules and macros, `filter` and `set.expression` of
 * actions (spec: policies.md). `root` is the policy's own mapping; what has another shape is passed over.
 */
export function expressionScalars(root: Node | undefined): readonly Scalar[] {
  const found: Scalar[] = [];
  const add = (node: Node | undefined): void => {
    if (node?.kind === 'scalar') found.push(node);
  };
  for (const macro of itemsOf(root, 'macros')) add(entryOf(macro, 'expression'));
  for (const rule of itemsOf(root, 'rules')) {
    add(entryOf(rule, 'expression'));
    for (const action of itemsOf(rule, 'actions')) {
      add(entryOf(action, 'filter'));
      add(entryOf(entryOf(action, 'set'), 'expression'));
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

function entryOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'mapping' ? entryValue(node, key) : undefined;
}

function itemsOf(node: Node | undefined, key: string): readonly Node[] {
  const list = entryOf(node, key);
  return list?.kind === 'sequence' ? list.items : [];
}
