import type { Chain, Node } from '@secl/language';
import type { Span } from '@secl/text';

/** What is true or false by itself, and stands where that is asked for. */
export interface Condition {
  readonly node: Node;
  /** The chain that it is a part of. */
  readonly within: Chain | undefined;
}

/** The innermost condition that holds a selection. */
export function conditionAt(root: Node, selection: Span): Condition | undefined {
  let found: Condition | undefined;
  let node: Node | undefined = root;
  let within: Chain | undefined;
  while (node !== undefined && holds(node.span, selection)) {
    const here: Node = node;
    found = { node: here, within };
    within = here.kind === 'chain' ? here : undefined;
    node = partsOf(here).find((part) => holds(part.span, selection));
  }
  return found;
}

/** The conditions directly below. */
function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'chain':
      return node.operands;
    case 'paren':
      return [node.inner];
    case 'unary': {
      // What stands behind a `!` goes with it, but for the parts of a group.
      const inner = bare(node.operand);
      return inner.kind === 'chain' ? [inner] : [];
    }
    default:
      return [];
  }
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * The condition that a selection takes in from end to end: one, or neighbours of a chain that agents read as a group.
 */
export function conditionOver(root: Node, selection: Span): Node | undefined {
  const node = conditionAt(root, selection)?.node;
  if (node === undefined || isSame(node.span, selection)) return node;
  if (node.kind !== 'chain') return undefined;
  const { operands, operators } = node;
  const first = operands.findIndex(({ span }) => span.start === selection.start);
  const last = operands.findIndex(({ span }) => span.end === selection.end);
  if (first === -1 || last <= first) return undefined;
  // What follows joins the group by the same operator, or nothing does.
  const own = operators.slice(first, last + 1);
  if (own.some(({ name }) => name !== own[0]?.name)) return undefined;
  const within = { operands: operands.slice(first, last + 1), operators: operators.slice(first, last) };
  return { kind: 'chain', ...within, span: selection };
}

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Without the parentheses around it. */
export function bare(node: Node): Exclude<Node, { kind: 'paren' }> {
  let inner = node;
  while (inner.kind === 'paren') inner = inner.inner;
  return inner;
}

/**
 * A chain as the group that agents read from its start: the operator that joins its parts, and where each part stands.
 * The last part may be a group of its own: `a && b || c` is `a` and `b || c`, joined by `&&`.
 */
export function partsOfChain(chain: Chain): {
  readonly operator: '&&' | '||';
  readonly parts: readonly { readonly span: Span; readonly nodes: readonly Node[]; readonly chain?: Chain }[];
} {
  const { operands, operators } = chain;
  const operator = operators[0]?.name ?? '&&';
  const parts: { span: Span; nodes: readonly Node[]; chain?: Chain }[] = [];
  for (const [index, node] of operands.entries()) {
    const follows = operators[index];
    if (follows !== undefined && follows.name !== operator) {
      const rest = operands.slice(index);
      const span = { start: node.span.start, end: chain.span.end };
      const group: Chain = { kind: 'chain', operands: rest, operators: operators.slice(index), span };
      parts.push({ span, nodes: rest, chain: group });
      break;
    }
    parts.push({ span: node.span, nodes: [node] });
  }
  return { operator, parts };
}
