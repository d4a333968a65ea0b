import { children, type Node } from '@secl/language';

/** The nodes that hold a place, outermost first. At the seam of two the one that begins there counts. */
export function nodesAt(root: Node, at: number): readonly Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node !== undefined) {
    path.push(node);
    const below: readonly Node[] = children(node);
    node =
      below.find(({ span }) => span.start <= at && at < span.end) ??
      below.find(({ span }) => span.start <= at && at <= span.end);
  }
  return path;
}

/** The operator of a node that stands at a place. */
export function operatorAt(
  node: Node,
  at: number,
):
  | { readonly text: string; readonly name: string; readonly span: { start: number; end: number } }
  | undefined {
  switch (node.kind) {
    case 'chain':
    case 'comparison':
    case 'sum':
    case 'bits':
    case 'unary':
      return node.operators.find(({ span }) => span.start <= at && at <= span.end);
    case 'membership': {
      const { span } = node.operator;
      return span.start <= at && at <= span.end ? node.operator : undefined;
    }
    default:
      return undefined;
  }
}
