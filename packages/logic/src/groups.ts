/**
 * How a rule's `&&` and `||` group. Agents give both one precedence and read them to the right, against everyone's
 * intuition: `a && b || c` is `a && (b || c)` (spec: secl.md, Grammar).
 */
import { children, type Node, type Tree, walk } from '@secl/language';
import type { Span } from '@secl/text';

export type Group =
  /** `&&`: all parts must hold. `||`: any part. Parts are never of their group's own kind. */
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Group[] }
  | { readonly kind: 'not'; readonly part: Group }
  /** What has no `&&` or `||` to show; `text` is in one line, without comments. */
  | { readonly kind: 'condition'; readonly text: string; readonly span: Span };

export function groups(tree: Tree): Group {
  return group(tree, tree.root);
}

function group(tree: Tree, node: Node): Group {
  const bare = withoutParens(node);
  if (bare.kind === 'chain') return groupChain(tree, bare);
  if (bare.kind === 'unary' && bare.operators.every(({ name }) => name === '!') && hasChain(bare)) {
    const inner = group(tree, bare.operand);
    return bare.operators.reduce<Group>((part) => ({ kind: 'not', part }), inner);
  }
  return { kind: 'condition', text: oneLine(tree, bare.span), span: bare.span };
}

function groupChain(tree: Tree, chain: Node & { kind: 'chain' }): Group {
  const parts = chain.operands.map((operand) => group(tree, operand));
  let run: Group[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (part === undefined) continue;
    const operator = chain.operators[index]?.name;
    const following = chain.operators[index + 1]?.name;
    if (following !== undefined && following !== operator) run = [join(following, run.reverse())];
    run.push(part);
  }
  return join(chain.operators[0]?.name ?? '&&', run.reverse());
}

/** Parts of the same kind become parts of the group: `a && (b && c)` is one group of three. */
function join(operator: '&&' | '||', parts: readonly Group[]): Group {
  const kind = operator === '&&' ? 'all' : 'any';
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function withoutParens(node: Node): Exclude<Node, { kind: 'paren' }> {
  let inner = node;
  while (inner.kind === 'paren') inner = inner.inner;
  return inner;
}

function hasChain(node: Node): boolean {
  return node.kind === 'chain' || children(node).some((below) => hasChain(below));
}

/** The groups as lines, indented by their depth. */
export function printGroups(root: Group): string {
  const lines: string[] = [];
  const print = (part: Group, depth: number): void => {
    const indent = '  '.repeat(depth);
    switch (part.kind) {
      case 'condition':
        lines.push(`${indent}${part.text}`);
        break;
      case 'not':
        lines.push(`${indent}not:`);
        print(part.part, depth + 1);
        break;
      case 'all':
      case 'any':
        lines.push(`${indent}${part.kind} of:`);
        for (const each of part.parts) print(each, depth + 1);
    }
  };
  print(root, 0);
  return lines.join('\n');
}

/**
 * The expression with the parentheses that agents imply where two operators could be read in more than one way. Nothing
 * else is touched; the same text comes back where nothing is ambiguous.
 */
export function withImpliedParentheses(tree: Tree): string {
  const inserted: { readonly at: number; readonly text: '(' | ')' }[] = [];
  const wrap = (start: number, end: number): void => {
    inserted.push({ at: start, text: '(' }, { at: end, text: ')' });
  };
  for (const node of walk(tree.root)) {
    for (const { start, end } of impliedIn(node)) wrap(start, end);
  }
  // At one place what ends comes before what begins; equal ones in any order.
  inserted.sort((a, b) => a.at - b.at || (a.text === b.text ? 0 : a.text === ')' ? -1 : 1));
  let result = '';
  let last = 0;
  for (const { at, text } of inserted) {
    result += tree.text.slice(last, at) + text;
    last = at;
  }
  return result + tree.text.slice(last);
}

function* impliedIn(node: Node): Generator<Span> {
  switch (node.kind) {
    case 'chain':
    case 'bits':
      // To the right: what follows a change of operators belongs together, up to the end.
      for (let index = 1; index < node.operators.length; index++) {
        const start = node.operands[index]?.span.start;
        const changes = node.operators[index]?.name !== node.operators[index - 1]?.name;
        if (changes && start !== undefined) yield { start, end: node.span.end };
      }
      return;
    case 'sum':
      for (const operand of node.operands) if (operand.kind === 'bits') yield operand.span;
      return;
    case 'comparison':
      for (let index = 1; index < node.operators.length; index++) {
        const start = node.operands[index]?.span.start;
        if (start !== undefined) yield { start, end: node.span.end };
      }
      for (const operand of node.operands) if (operand.kind === 'membership') yield operand.span;
      yield* negatedSides(node);
      return;
    case 'membership':
      yield* negatedSides(node);
      return;
    default:
  }
}

/** `!f == x` is `(!f) == x`. */
function* negatedSides(node: Node): Generator<Span> {
  for (const side of children(node)) {
    if (side.kind === 'unary' && side.operators.some(({ name }) => name === '!')) yield side.span;
  }
}

/** A part of the text in one line, without its comments. */
function oneLine(tree: Tree, span: Span): string {
  let text = '';
  let last = span.start;
  for (const comment of tree.comments) {
    if (comment.span.start < last || comment.span.end > span.end) continue;
    text += tree.text.slice(last, comment.span.start);
    last = comment.span.end;
  }
  return collapse(text + tree.text.slice(last, span.end));
}

/** Blanks become one, but for those inside of quotes. */
function collapse(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/gs, (_, quoted: string | undefined) => quoted ?? ' ').trim();
}
