import { entryValue, isNull, type Mapping, type Node } from '@secl/text';

/** What stands in a tree under these keys, one in the other. */
export function under(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let found = node;
  for (const key of keys) found = found?.kind === 'mapping' ? entryValue(found, key) : undefined;
  return found;
}

/** The text under a key; empty where there is none. */
export function textUnder(node: Node, key: string): string {
  const value = under(node, key);
  return value?.kind === 'scalar' && !isNull(value) ? value.value : '';
}

/** An object, or the objects of a list. */
export function objectsIn(node: Node | undefined): readonly Mapping[] {
  if (node?.kind === 'mapping') return [node];
  return node?.kind === 'sequence' ? node.items.filter((item) => item.kind === 'mapping') : [];
}
