import type { ArrayOperator, Comparison, Membership, Node, Operator, ScalarOperator } from '../parse/tree.ts';
import { type Context, mismatch, report } from './context.ts';
import { checkArray, checkNode, checkUnary } from './operands.ts';
import { quotesFix } from './quotes.ts';
import { compareStrings, stringInList } from './strings.ts';
import {
  type Condition,
  type IntOperator,
  isCondition,
  type Operand,
  shapeOf,
  type Test,
  type Typed,
  unwrap,
} from './typed.ts';

/** One comparison with both sides compiled: what the functions below decide about. */
export interface Sides {
  readonly node: Node;
  readonly left: Typed;
  readonly right: Typed;
  readonly rightNode: Node;
}

/** Comparisons associate to the right: `a == b == c` compares `a` with whether `b == c`. */
export function checkComparison(context: Context, node: Comparison): Condition | undefined {
  const lefts: (Typed | undefined)[] = [];
  for (const operand of node.operands.slice(0, -1)) lefts.push(checkLeft(context, operand, node));
  const lastNode = node.operands[node.operands.length - 1] as Node;
  let right: Typed | undefined = checkNode(context, lastNode);
  let rightNode = lastNode;
  for (let index = lefts.length - 1; index >= 0; index--) {
    const left = lefts[index];
    const operator = node.operators[index] as Operator<ScalarOperator>;
    const leftNode = node.operands[index] as Node;
    const whole: Node =
      index === 0
        ? node
        : {
            ...node,
            operands: node.operands.slice(index),
            operators: node.operators.slice(index),
            span: { start: leftNode.span.start, end: node.span.end },
          };
    if (left === undefined || right === undefined) return undefined;
    const result: Condition | undefined = compare(context, operator, { node: whole, left, right, rightNode });
    right = result;
    rightNode = whole;
  }
  return right !== undefined && isCondition(right) ? right : undefined;
}

/** What stands left of an operator; a `!` there was meant for the comparison. */
function checkLeft(context: Context, left: Node, comparison: Comparison | Membership): Typed | undefined {
  return left.kind === 'unary' ? checkUnary(context, left, comparison) : checkNode(context, left);
}

function compare(context: Context, operator: Operator<ScalarOperator>, sides: Sides): Condition | undefined {
  const { type } = shapeOf(sides.left);
  if (type !== 'bool' && sides.rightNode.kind === 'comparison') {
    const expected = { int: 'an int', string: 'a string', ip: 'an IP' }[type];
    const hint = ': comparisons do not chain, join them by `&&`';
    const agent = type === 'ip' ? "unknown entity '*ast.Comparison'" : `${type} expected`;
    return mismatch(context, sides.rightNode, expected, agent, sides.right, hint);
  }
  switch (type) {
    case 'bool':
      return compareBools(context, operator, sides);
    case 'int':
      return compareInts(context, operator, sides);
    case 'string':
      return compareStrings(context, operator, sides);
    case 'ip':
      return compareAddresses(context, operator, sides);
  }
}

function compareBools(
  context: Context,
  operator: Operator<ScalarOperator>,
  sides: Sides,
): Condition | undefined {
  const { node, left, right, rightNode } = sides;
  const shape = shapeOf(right);
  if (shape.type !== 'bool' || shape.array)
    return mismatch(context, rightNode, 'a bool', 'bool expected', right);
  if (operator.name !== '==' && operator.name !== '!=')
    return noSuchOperator(context, operator, 'bools', '`==` or `!=`');
  return { kind: 'test', test: 'bool', left, right, negated: operator.name === '!=', node };
}

const intOperators: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

function compareInts(
  context: Context,
  operator: Operator<ScalarOperator>,
  sides: Sides,
): Condition | undefined {
  const { node, left, right, rightNode } = sides;
  const rightShape = shapeOf(right);
  const bothArrays = shapeOf(left).array && rightShape.array;
  if (isCondition(left) || isCondition(right) || rightShape.type !== 'int' || bothArrays) {
    const hint = bothArrays ? ': two arrays cannot be compared' : '';
    const fix = quotesFix(rightNode, 'int');
    return mismatch(context, rightNode, 'an int', 'int expected', right, hint, fix);
  }
  const timed = isDuration(right);
  if (!intOperators.has(operator.name) && !timed)
    return noSuchOperator(context, operator, 'ints', '`== != < <= > >=`');
  const name = operator.name as IntOperator;
  if (timed) {
    const ordered = name.startsWith('<') || name.startsWith('>');
    if (!ordered && (name !== '==' || shapeOf(left).array)) {
      const hint = ': a duration is compared with `<`, `<=`, `>` or `>=`, of a single int also with `==`';
      return mismatch(context, rightNode, 'an int', 'int expected', right, hint);
    }
    const inner = unwrap(left);
    const summed = inner.kind === 'arithmetic' && inner.operation.name === 'sum';
    if (!summed) return { kind: 'test', test: 'age', operator: name, left, right, negated: false, node };
  }
  const some = shapeOf(left).array || rightShape.array;
  // `!=` on an array turns the whole "some element is equal" round.
  const negated = some && name === '!=';
  return { kind: 'test', test: 'int', operator: negated ? '==' : name, left, right, negated, node };
}

function isDuration(operand: Operand): boolean {
  const inner = unwrap(operand);
  return inner.kind === 'literal' && inner.form === 'duration';
}

function compareAddresses(
  context: Context,
  operator: Operator<ScalarOperator>,
  sides: Sides,
): Condition | undefined {
  const { node, left, right, rightNode } = sides;
  const shape = shapeOf(right);
  const single = shape.type === 'ip' && !shape.array && !shape.list;
  if (isCondition(left) || isCondition(right) || shapeOf(left).list || !single) {
    const agent = "unknown entity '*ast.Comparison'";
    const fix = quotesFix(rightNode, 'ip');
    return mismatch(context, rightNode, 'an IP or a CIDR without quotes', agent, right, '', fix);
  }
  if (operator.name !== '==' && operator.name !== '!=')
    return noSuchOperator(context, operator, 'IPs', '`==`, `!=` or `in`');
  return { kind: 'test', test: 'ip', left, right, all: false, negated: operator.name === '!=', node };
}

export function noSuchOperator(
  context: Context,
  operator: Operator<string>,
  type: string,
  use: string,
): undefined {
  const agent = `operator \`${operator.name}\` unknown`;
  return report(context, 'type/operator', operator.span, { operator: operator.name, type, use }, { agent });
}

/** `left in right`, `not in`, `allin`. */
export function checkMembership(context: Context, node: Membership): Condition | undefined {
  const left = checkLeft(context, node.left, node);
  const right = checkArray(context, node.right);
  if (left === undefined || right === undefined) return undefined;
  return contains(context, node.operator, { node, left, right, rightNode: node.right });
}

function contains(context: Context, operator: Operator<ArrayOperator>, sides: Sides): Test | undefined {
  const { node, left, right, rightNode } = sides;
  const leftShape = shapeOf(left);
  const rightShape = shapeOf(right);
  const negated = operator.name === 'not in';
  if (leftShape.type === 'string') return stringInList(context, negated, sides);
  const many = rightShape.array || rightShape.list;
  const fits = leftShape.type === 'ip' ? addressesFit(left, right) : many;
  if (leftShape.type !== rightShape.type || !fits || (leftShape.type === 'bool' && leftShape.array)) {
    return arrayExpected(context, leftShape.type, rightNode, right);
  }
  switch (leftShape.type) {
    case 'bool':
      return { kind: 'test', test: 'bool', left, right, negated, node };
    case 'int': {
      if (isCondition(left) || isCondition(right)) return undefined;
      // Of two arrays one has to be a list: `process.ancestors.pid in [1, 2]`.
      return { kind: 'test', test: 'int', operator: '==', left, right, negated, node };
    }
    default: {
      if (isCondition(left) || isCondition(right)) return undefined;
      // A list on the left is one that a macro stands for: it is compared as if it stood on the right.
      const turned = leftShape.list;
      const all = operator.name === 'allin' && shapeOf(turned ? right : left).array;
      const sides = turned ? { left: right, right: left } : { left, right };
      return { kind: 'test', test: 'ip', ...sides, all, negated, node };
    }
  }
}

/** An array takes a list, or a CIDR in its place; a list takes no other list; a single address takes everything. */
function addressesFit(left: Typed, right: Typed): boolean {
  const leftShape = shapeOf(left);
  const rightShape = shapeOf(right);
  if (leftShape.list) return !rightShape.list && right.kind !== 'literal';
  return !leftShape.array || rightShape.list || right.kind === 'literal';
}

export function arrayExpected(
  context: Context,
  type: 'bool' | 'int' | 'string' | 'ip',
  node: Node,
  found: Typed,
): undefined {
  const names = { bool: 'bools', int: 'ints', string: 'strings', ip: 'IPs and CIDRs without quotes' };
  const agentNames = { bool: 'bool', int: 'int', string: 'string', ip: '*eval.StringValuesEvaluator' };
  const agent = `array of ${agentNames[type]} expected`;
  const fix = type === 'bool' ? undefined : quotesFix(node, type);
  return mismatch(context, node, `a list of ${names[type]}`, agent, found, '', fix);
}
