import { parseAddress, parseCidr } from '@secl/model';
import type { Fix, Span } from '@secl/text';
import type { Bits, Node, StringLiteral, Sum, Unary } from '../parse/tree.ts';
import { checkComparison, checkMembership } from './comparison.ts';
import { type Context, mismatch, nameShape, report } from './context.ts';
import { checkArrayIdent, checkConstantList, checkIdent } from './names.ts';
import { checkTemplate } from './template.ts';
import {
  type Arithmetic,
  type Condition,
  isCondition,
  type Literal,
  type Operand,
  shapeOf,
  type Typed,
  type VariableRead,
} from './typed.ts';

/**
 * The typed form of a node, or undefined where it has none; then the reason is among the problems. Nodes are looked at in
 * the agent's order, so the first problem is the agent's.
 */
export function checkNode(context: Context, node: Node): Typed | undefined {
  switch (node.kind) {
    case 'chain':
      return checkChain(context, node);
    case 'comparison':
      return checkComparison(context, node);
    case 'membership':
      return checkMembership(context, node);
    case 'sum':
      return checkSum(context, node);
    case 'bits':
      return checkBits(context, node);
    case 'unary':
      return checkUnary(context, node);
    case 'paren':
      return checkNode(context, node.inner);
    case 'ident':
      return checkIdent(context, node);
    case 'variable':
      return checkVariable(context, node, node.name);
    case 'int':
      return { kind: 'literal', type: 'int', value: node.value, form: 'plain', node };
    case 'duration':
      return { kind: 'literal', type: 'int', value: node.value, form: 'duration', node };
    case 'string':
      return checkTemplate(context, node) ?? stringLiteral(node);
    case 'pattern':
    case 'regexp':
      return stringLiteral(node);
    case 'ip':
    case 'cidr':
      return checkAddress(context, node);
    case 'list':
      return checkArray(context, node);
    case 'hole':
      return undefined;
  }
}

/** What stands to the right of `in`. */
export function checkArray(context: Context, node: Node): Typed | undefined {
  if (node.kind === 'ident') return checkArrayIdent(context, node);
  if (node.kind !== 'list') return checkNode(context, node);
  const first = node.members[0];
  if (first?.kind === 'ident') return checkConstantList(context, node);
  const members = node.members.map((member) => memberLiteral(context, member));
  if (!members.every((member) => member !== undefined)) return undefined;
  const type = members[0]?.type;
  return type && { kind: 'values', type, members, node };
}

/** In lists nothing is inserted into strings. */
function memberLiteral(context: Context, node: Node): Literal | undefined {
  switch (node.kind) {
    case 'string':
    case 'pattern':
    case 'regexp':
      return stringLiteral(node);
    case 'int':
      return { kind: 'literal', type: 'int', value: node.value, form: 'plain', node };
    case 'ip':
    case 'cidr':
      return checkAddress(context, node);
    default:
      return undefined;
  }
}

function stringLiteral(node: StringLiteral): Literal {
  return {
    kind: 'literal',
    type: 'string',
    value: node.value,
    form: node.kind === 'string' ? 'plain' : node.kind,
    node,
  };
}

function checkAddress(context: Context, node: Node & { kind: 'ip' | 'cidr' }): Literal | undefined {
  const network = node.kind === 'ip' ? parseAddress(node.text) : parseCidr(node.text);
  if (network !== undefined)
    return { kind: 'literal', type: 'ip', value: node.text, form: 'plain', network, node };
  const what = node.kind === 'ip' ? 'an IP address' : 'a CIDR';
  const agent = `invalid ${node.kind === 'ip' ? 'IP' : 'CIDR'} '${node.text}'`;
  return report(context, 'value/cidr', node.span, { value: node.text, what }, { agent });
}

export function checkVariable(context: Context, node: Node, name: string): VariableRead | undefined {
  const known = context.scope.variables.get(name);
  if (known !== undefined) return { kind: 'variable', type: known.type, array: known.array, name, node };
  const bare = name.slice(name.indexOf('.') + 1);
  const others = [...context.scope.variables.keys()].filter(
    (each) => each.slice(each.indexOf('.') + 1) === bare,
  );
  const hint = others.length === 0 ? '' : `: did you mean \`\${${others[0]}}\`?`;
  return report(
    context,
    'name/unknown-variable',
    node.span,
    { name, hint },
    { agent: `variable '${name}' doesn't exist` },
  );
}

function checkChain(context: Context, node: Node & { kind: 'chain' }): Condition | undefined {
  const operands = node.operands.map((operand, index) => {
    const typed = checkNode(context, operand);
    const condition = typed && asCondition(typed);
    if (typed !== undefined && condition === undefined && !isBesideMend(node, index))
      conditionExpected(context, operand, typed);
    return condition;
  });
  if (!operands.every((operand) => operand !== undefined)) return undefined;
  return { kind: 'logical', operands, operators: node.operators.map((operator) => operator.name), node };
}

/** The parser puts in operators of no width: what stands beside them need not be whole. */
function isBesideMend({ operators }: Node & { kind: 'chain' }, index: number): boolean {
  return [operators[index - 1], operators[index]].some(
    (operator) => operator !== undefined && operator.span.start === operator.span.end,
  );
}

/** A bool value standing alone is a condition. */
export function asCondition(typed: Typed): Condition | undefined {
  if (isCondition(typed)) return typed;
  const shape = shapeOf(typed);
  if (shape.type !== 'bool' || shape.array || shape.list) return undefined;
  return { kind: 'truth', operand: typed, node: typed.node };
}

export function conditionExpected(context: Context, node: Node, found: Typed): undefined {
  return report(
    context,
    'type/condition-expected',
    node.span,
    { found: nameShape(found) },
    { agent: 'bool expected' },
  );
}

/** A single int, for arithmetic: arrays have none. */
function asInt(context: Context, node: Node, typed: Typed | undefined, hint = ''): Operand | undefined {
  if (typed === undefined) return undefined;
  const shape = shapeOf(typed);
  if (isCondition(typed) || shape.type !== 'int' || shape.array || shape.list) {
    return mismatch(context, node, 'an int', 'int expected', typed, hint);
  }
  return typed;
}

function checkSum(context: Context, node: Sum): Arithmetic | undefined {
  const operators = node.operators.map((operator) => operator.name);
  return arithmetic(node, { name: 'sum', operators }, checkInts(context, node));
}

function checkBits(context: Context, node: Bits): Arithmetic | undefined {
  const operators = node.operators.map((operator) => operator.name);
  return arithmetic(node, { name: 'bits', operators }, checkInts(context, node));
}

function arithmetic(
  node: Node,
  operation: Arithmetic['operation'],
  operands: readonly Operand[] | undefined,
): Arithmetic | undefined {
  return operands && { kind: 'arithmetic', type: 'int', array: false, operation, operands, node };
}

function checkInts(context: Context, node: Sum | Bits): Operand[] | undefined {
  const operands: Operand[] = [];
  const hint =
    node.kind === 'bits' ? ': `&`, `|` and `^` work on bits, conditions are joined by `&&` and `||`' : '';
  // `a == "x" &`: with nothing behind it, the `&` may become an `&&`.
  if (node.operands.some((operand) => operand.kind === 'hole')) {
    for (const operand of node.operands) checkNode(context, operand);
    return undefined;
  }
  for (const operand of node.operands) {
    const typed = asInt(context, operand, checkNode(context, operand), hint);
    if (typed !== undefined) operands.push(typed);
  }
  return operands.length === node.operands.length ? operands : undefined;
}

/** `around`: the comparison on whose left side it stands. */
export function checkUnary(context: Context, node: Unary, around?: Node): Typed | undefined {
  let typed = checkNode(context, node.operand);
  let inner: Node = node.operand;
  for (const operator of [...node.operators].reverse()) {
    if (typed === undefined) return undefined;
    const outer: Node = { ...node, span: { start: operator.span.start, end: node.span.end } };
    if (operator.name === '!') {
      const condition = asCondition(typed);
      if (condition === undefined) {
        const hint = ': `!` and `not` bind to what stands beside them, write `!(…)` around the comparison';
        const fix = around && negationFix(inner.span.start, around.span.end);
        return mismatch(context, inner, 'a bool', 'bool expected', typed, hint, fix);
      }
      typed = { kind: 'not', operand: condition, node: outer };
    } else {
      const operand = asInt(context, inner, typed);
      if (operand === undefined) return undefined;
      const name = operator.name === '-' ? 'negate' : 'complement';
      typed = arithmetic(outer, { name }, [operand]);
    }
    inner = outer;
  }
  return typed;
}

/** Brackets around the comparison that the `!` before it was meant for. */
function negationFix(start: number, end: number): Fix<Span> {
  const open = { place: { start, end: start }, text: '(' };
  const close = { place: { start: end, end }, text: ')' };
  return { title: 'negate the comparison', kind: 'safe', edits: [open, close] };
}
