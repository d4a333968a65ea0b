import type { Node } from '../positioned-node.ts';

/** A tree as plain data, with everything that a user could notice. */
export function describeTree(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  const { kind, range, tag, anchor, alias } = node;
  const common = { kind, range, ...(tag && { tag }), ...(anchor && { anchor }), ...(alias && { alias }) };
  switch (node.kind) {
    case 'mapping':
      return {
        ...common,
        entries: node.entries.map(({ key, value }) => [describeTree(key), describeTree(value)]),
      };
    case 'sequence':
      return { ...common, items: node.items.map(describeTree) };
    case 'scalar': {
      const { style, value, source, standing, parentIndent, map } = node;
      const ends = map.toSource({ start: 0, end: value.length });
      return { ...common, style, value, source, standing, parentIndent, ends };
    }
    case 'missing':
      return common;
  }
}

/** A tree as the values that it holds. */
export function valuesOf(node: Node | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, valuesOf(value)]));
    case 'sequence':
      return node.items.map(valuesOf);
    case 'scalar':
      return node.value;
    case 'missing':
      return null;
  }
}
