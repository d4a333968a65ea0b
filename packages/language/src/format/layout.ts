import type {
  Bits,
  Chain,
  Comparison,
  List,
  Membership,
  Node,
  Paren,
  Sum,
  Tree,
  Unary,
} from '../parse/tree.ts';
import { type CommentCursor, commentCursor } from './comments.ts';
import { blank, type Doc, fill, group, indented, line, parts, sequence, softLine, text } from './doc.ts';

/**
 * How an expression is to be written. Nodes are visited in source order, so that each comment comes out at the first
 * place behind it where a line may end.
 */
export function layout(tree: Tree, root: Node): Doc {
  const writer: Writer = { source: tree.text, comments: commentCursor(tree) };
  const several = tree.comments.length > 0;
  const body = write(writer, root, several);
  return parts(body, writer.comments.takeBefore(Number.POSITIVE_INFINITY));
}

interface Writer {
  readonly source: string;
  readonly comments: CommentCursor;
}

/** `several`: a chain goes to several lines, whether it fits on one or not. */
function write(writer: Writer, node: Node, several = false): Doc {
  const before = writer.comments.takeBefore(node.span.start);
  return parts(before, body(writer, node, several));
}

function body(writer: Writer, node: Node, several: boolean): Doc {
  switch (node.kind) {
    case 'chain':
      return writeChain(writer, node, several);
    case 'comparison':
      return writeComparison(writer, node);
    case 'membership':
      return writeMembership(writer, node);
    case 'sum':
    case 'bits':
      return writeArithmetic(writer, node);
    case 'unary':
      return writeUnary(writer, node);
    case 'paren':
      return writeParen(writer, node);
    case 'list':
      return writeList(writer, node);
    default:
      return text(writer.source.slice(node.span.start, node.span.end));
  }
}

/** Lines break before the operators; a comment behind an operator moves before it, to the end of the line above. */
function writeChain(writer: Writer, node: Chain, several: boolean): Doc {
  const list: Doc[] = [];
  for (const [index, operand] of node.operands.entries()) {
    const operator = node.operators[index - 1];
    if (operator !== undefined) {
      list.push(writer.comments.takeBefore(operand.span.start), line, text(operator.text), blank);
    }
    list.push(write(writer, operand));
  }
  const chain = sequence(list);
  return group(chain, several || chain.hard);
}

function writeComparison(writer: Writer, node: Comparison): Doc {
  const list: Doc[] = [];
  for (const [index, operand] of node.operands.entries()) {
    const operator = node.operators[index - 1];
    if (operator === undefined) {
      list.push(write(writer, operand));
      continue;
    }
    const before = writer.comments.takeBefore(operator.span.start);
    list.push(indented(parts(before, blank, text(operator.name), blank)), right(writer, operand));
  }
  return sequence(list);
}

/** What follows an operator on its line, and is indented where a comment keeps it from that. */
function right(writer: Writer, node: Node): Doc {
  const before = writer.comments.takeBefore(node.span.start);
  return before.hard ? indented(parts(before, write(writer, node))) : write(writer, node);
}

function writeMembership(writer: Writer, node: Membership): Doc {
  const left = write(writer, node.left);
  const before = writer.comments.takeBefore(node.operator.span.start);
  const operator = indented(parts(before, blank, text(node.operator.name), blank));
  return parts(left, operator, right(writer, node.right));
}

/** Many operands are wrapped like words. */
function writeArithmetic(writer: Writer, node: Sum | Bits): Doc {
  const list: Doc[] = [];
  for (const [index, operand] of node.operands.entries()) {
    const operator = node.operators[index - 1];
    if (operator === undefined) {
      list.push(write(writer, operand));
      continue;
    }
    const before = writer.comments.takeBefore(operator.span.start);
    list.push(parts(before, text(operator.name), blank, right(writer, operand)));
  }
  return group(indented(fill(list)));
}

function writeUnary(writer: Writer, node: Unary): Doc {
  const list: Doc[] = [];
  for (const operator of node.operators) {
    list.push(writer.comments.takeBefore(operator.span.start), text(operator.text));
    if (operator.text === 'not') list.push(blank);
  }
  const last = node.operators[node.operators.length - 1];
  const first = writer.source.charAt(node.operand.span.start);
  // `- 5` is an operator and a number, `-5` a number.
  if (last?.name === '-' && /[0-9]/.test(first)) list.push(blank);
  list.push(write(writer, node.operand));
  return sequence(list);
}

function writeParen(writer: Writer, node: Paren): Doc {
  const { start, end } = node.span;
  const several = writer.comments.within(start, end);
  const before = writer.comments.takeBefore(node.inner.span.start);
  const inner = write(writer, node.inner, several);
  const after = writer.comments.takeBefore(end);
  return group(parts(text('('), indented(parts(before, softLine, inner, after)), softLine, text(')')));
}

/** Filled lines; with comments, one member a line, so that it stays clear which one a comment is about. */
function writeList(writer: Writer, node: List): Doc {
  const { start, end } = node.span;
  const commented = writer.comments.within(start, end);
  const first = writer.comments.takeBefore(node.members[0]?.span.start ?? end);
  const members: Doc[] = [];
  for (const [index, member] of node.members.entries()) {
    const before = commented && index > 0 ? [writer.comments.takeBefore(member.span.start), line] : [];
    const comma = index < node.members.length - 1 ? [text(',')] : [];
    members.push(parts(...before, write(writer, member), ...comma));
  }
  const after = writer.comments.takeBefore(end);
  const filled = commented ? sequence(members) : fill(members);
  // Names may hold brackets, so `A]` would be one name.
  const edge = node.members[0]?.kind === 'ident' ? line : softLine;
  return group(parts(text('['), indented(parts(first, edge, filled, after)), edge, text(']')));
}
