import { nestingLimit } from '../parse/parse.ts';
import type { Bits, Chain, Comparison, Node, Operator } from '../parse/tree.ts';
import { children } from '../parse/walk.ts';

/**
 * The tree with the parentheses that show how agents group it (spec: Grammar), where readers are likely to see it
 * otherwise: `&&` and `||` have one precedence and associate to the right, so do `&`, `|` and `^`, and those bind tighter
 * than `+`, `-` and comparisons; `!` and `not` take only the operand beside them. Parentheses that are there stay.
 */
export function withGrouping(root: Node): Node {
  return grouped(root, nestingLimit - nesting(root));
}

/** How deep parentheses nest in a tree. */
function nesting(root: Node): number {
  let deepest = 0;
  const pending = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const depth = next.node.kind === 'paren' ? next.depth + 1 : next.depth;
    deepest = Math.max(deepest, depth);
    for (const node of children(next.node)) pending.push({ node, depth });
  }
  return deepest;
}

/** `room`: how many parentheses may still be added around something in here, so that all can be read back. */
function grouped(node: Node, room: number): Node {
  switch (node.kind) {
    case 'chain':
    case 'bits':
    case 'comparison':
      return groupRight(node, room);
    case 'sum':
      return { ...node, operands: node.operands.map((operand) => operandOf(operand, ['bits'], room)) };
    case 'membership':
      return { ...node, left: operandOf(node.left, inComparisons, room) };
    case 'unary':
      return { ...node, operand: grouped(node.operand, room) };
    case 'paren':
      return { ...node, inner: grouped(node.inner, room) };
    default:
      return node;
  }
}

/** A chain that changes its operators more often would be harder to read with all the parentheses than without. */
const mostGroups = 50;

type RightAssociative = Chain | Bits | Comparison;

/** Operands of a comparison that do not show by themselves that they are one. */
const inComparisons: readonly Node['kind'][] = ['bits', 'membership', 'unary'];

/**
 * `a && b || c` becomes `a && (b || c)`: a parenthesis opens before the operand where the operator changes. In
 * comparisons it opens before every further one.
 */
function groupRight(node: RightAssociative, room: number): Node {
  const starts: number[] = [];
  for (let index = 1; index < node.operators.length; index++) {
    const changes = node.operators[index]?.name !== node.operators[index - 1]?.name;
    if (changes || node.kind === 'comparison') starts.push(index);
  }
  const shown = starts.length < Math.min(room, mostGroups) ? starts : [];
  const left = room - shown.length;
  const wrapped: readonly Node['kind'][] =
    node.kind === 'comparison' ? inComparisons : node.kind === 'bits' ? ['unary'] : [];
  const operands = node.operands.map((operand) => operandOf(operand, wrapped, left));
  let end: Node | undefined;
  let last = operands.length;
  for (const start of [...shown].reverse()) {
    end = parenthesised(part(node, operands, start, last, end));
    last = start;
  }
  return part(node, operands, 0, last, end);
}

/** The operands from `start` to before `last`, and then `end`, which stands for all the others. */
function part(
  node: RightAssociative,
  operands: readonly Node[],
  start: number,
  last: number,
  end: Node | undefined,
): Node {
  const own = operands.slice(start, last);
  const all = end === undefined ? own : [...own, end];
  const operators = node.operators.slice(start, start + all.length - 1) as Operator<never>[];
  const span = { start: own[0]?.span.start ?? node.span.start, end: node.span.end };
  return { kind: node.kind, operands: all, operators, span };
}

function operandOf(operand: Node, wrapped: readonly Node['kind'][], room: number): Node {
  const wants = wrapped.includes(operand.kind) && (operand.kind !== 'unary' || isNegation(operand));
  return wants && room > 0 ? parenthesised(grouped(operand, room - 1)) : grouped(operand, room);
}

/** `-x` and `^x` are read as they look; `!` is often taken to reach further than it does. */
function isNegation(node: Node): boolean {
  return node.kind === 'unary' && node.operators[0]?.name === '!';
}

const parenthesised = (inner: Node): Node => ({ kind: 'paren', inner, span: inner.span });
