import type { Node } from './tree.ts';

const none: readonly Node[] = [];

/** The nodes directly below, in source order. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'chain':
    case 'comparison':
    case 'sum':
    case 'bits':
      return node.operands;
    case 'membership':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'paren':
      return [node.inner];
    case 'list':
      return node.members;
    case 'ident':
    case 'variable':
    case 'int':
    case 'duration':
    case 'string':
    case 'pattern':
    case 'regexp':
    case 'ip':
    case 'cidr':
    case 'hole':
      return none;
  }
}

/** Every node of a tree, a node before those below it, in source order. Kept, as each stage that reads a rule asks. */
export function walk(root: Node): readonly Node[] {
  const before = walked.get(root);
  if (before !== undefined) return before;
  const found = nodesOf(root);
  walked.set(root, found);
  return found;
}

const walked = new WeakMap<Node, readonly Node[]>();

function nodesOf(root: Node): readonly Node[] {
  const found: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    const below = children(node);
    for (let index = below.length - 1; index >= 0; index--) pending.push(below[index] as Node);
  }
  return found;
}
