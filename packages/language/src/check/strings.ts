import type { Field } from '@secl/model';
import type { Matcher } from '../match/matcher.ts';
import type { Node, Operator, ScalarOperator } from '../parse/tree.ts';
import { acceptedOnce } from './accepted-texts.ts';
import { arrayExpected, noSuchOperator, type Sides } from './comparison.ts';
import { type Context, mismatch, report } from './context.ts';
import { quotesFix } from './quotes.ts';
import { isCondition, type Literal, type Operand, shapeOf, type Test, unwrap } from './typed.ts';
import { checkValue } from './values.ts';
import { languageVersions } from './versions.ts';

/** `== != =~ !~` with a string, or an array of strings, on the left. */
export function compareStrings(
  context: Context,
  operator: Operator<ScalarOperator>,
  sides: Sides,
): Test | undefined {
  const { left, right, rightNode } = sides;
  const leftShape = shapeOf(left);
  const rightShape = shapeOf(right);
  const comparable = rightShape.type === 'string' && !rightShape.list && !rightShape.array;
  if (isCondition(left) || isCondition(right) || leftShape.list || !comparable) {
    let hint = '';
    if (rightShape.type === 'string' && rightShape.array) {
      hint = leftShape.array
        ? ': two arrays cannot be compared'
        : ': an array stands on the left of `==`, or on the right of `in`';
    }
    const fix = quotesFix(rightNode, 'string');
    return mismatch(context, rightNode, 'a string', 'string expected', right, hint, fix);
  }
  const pattern = operator.name === '=~' || operator.name === '!~';
  if (!pattern && operator.name !== '==' && operator.name !== '!=') {
    return leftShape.array
      ? mismatch(
          context,
          rightNode,
          'a string',
          'string expected',
          right,
          `: \`${operator.name}\` does not work on strings`,
        )
      : noSuchOperator(context, operator, 'strings', '`==`, `!=`, `=~` or `!~`');
  }
  if (pattern && unwrap(right).kind !== 'literal') {
    const found = unwrap(right).kind === 'template' ? 'has a variable in it' : 'is not a fixed text';
    return report(context, 'type/not-static', rightNode.span, { operator: operator.name, found });
  }
  const negated = operator.name === '!=' || operator.name === '!~';
  return equalStrings(context, sides, left, right, pattern, negated);
}

function equalStrings(
  context: Context,
  sides: Sides,
  left: Operand,
  right: Operand,
  pattern: boolean,
  negated: boolean,
): Test | undefined {
  const { node } = sides;
  const a = unwrap(left);
  const b = unwrap(right);
  if (a.kind === 'field' && b.kind === 'literal') {
    const wanted: Literal = pattern && b.form === 'plain' ? { ...b, form: 'pattern' } : b;
    return matching(context, node, left, right, [wanted], a.field, negated);
  }
  if (b.kind === 'field' && a.kind === 'literal')
    return matching(context, node, right, left, [a], b.field, negated);
  const ignoreCase =
    a.kind === 'field' && b.kind === 'field' && (ignoresCase(a.field) || ignoresCase(b.field));
  return { kind: 'test', test: 'same-string', left, right, ignoreCase, negated, node };
}

/** `in` with a string on the left: a list, or an array of strings on the right. */
export function stringInList(context: Context, negated: boolean, sides: Sides): Test | undefined {
  const { node, left, right, rightNode } = sides;
  if (isCondition(left) || isCondition(right)) return arrayExpected(context, 'string', rightNode, right);
  const shape = shapeOf(right);
  const list = unwrap(right);
  if (list.kind === 'values' && list.type === 'string') {
    const subject = unwrap(left);
    if (subject.kind === 'values') return arrayExpected(context, 'string', rightNode, right);
    const field = subject.kind === 'field' ? subject.field : undefined;
    return matching(context, node, left, right, list.members, field, negated);
  }
  if (shape.type !== 'string' || !shape.array || shapeOf(left).array)
    return arrayExpected(context, 'string', rightNode, right);
  const members = unwrap(left);
  const field = members.kind === 'field' ? members.field : undefined;
  if (members.kind === 'values') {
    // A list that a macro stands for: some element of the array is to match one of its members.
    const array = list.kind === 'field' ? list.field : undefined;
    return matching(context, node, right, left, members.members, array, negated);
  }
  const test = equalStrings(context, sides, left, right, false, negated);
  // In an array of a variable too: there the field alone decides.
  const folds = unwrap(right).kind === 'variable' && field !== undefined && ignoresCase(field);
  return folds && test?.test === 'same-string' ? { ...test, ignoreCase: true } : test;
}

/** The left side against fixed texts, compared as its field wants it. */
function matching(
  context: Context,
  node: Node,
  left: Operand,
  right: Operand,
  wanted: readonly Literal[],
  field: Field | undefined,
  negated: boolean,
): Test | undefined {
  const judge = (): readonly Matcher[] | undefined => {
    // A macro's texts stand in an expression of their own: what is wrong with them is said where the macro is used.
    const literals =
      right.kind === 'macro-operand' ? wanted.map((each) => ({ ...each, node: right.node })) : wanted;
    return matchersOf(context, literals, field);
  };
  const matchers = field === undefined ? judge() : acceptedOnce(context.scope.facts, field, wanted, judge);
  return matchers && { kind: 'test', test: 'match', left, right, matchers, negated, node };
}

/** undefined where one of them is not taken. */
function matchersOf(
  context: Context,
  literals: readonly Literal[],
  field: Field | undefined,
): readonly Matcher[] | undefined {
  const accepted = literals.map(
    (literal) => field === undefined || checkValue.field(context, field, literal),
  );
  const matchers = literals.map((literal, index) => {
    const matcher = accepted[index] === true ? toMatcher(context, literal, field) : undefined;
    return matcher && checkValue.matcher(context, literal, matcher) ? matcher : undefined;
  });
  return matchers.every((matcher) => matcher !== undefined) ? matchers : undefined;
}

function toMatcher(context: Context, literal: Literal, field: Field | undefined): Matcher {
  const value = String(literal.value);
  const ignoreCase = field !== undefined && ignoresCase(field);
  const windowsPath = field?.comparison === 'windowsPath';
  switch (literal.form) {
    case 'regexp':
      return { kind: 'regexp', value, ignoreCase };
    case 'pattern':
      return field !== undefined && takesGlobs(field)
        ? {
            kind: 'glob',
            value,
            ignoreCase,
            windowsPath,
            starsAnywhere: context.scope.facts.minor >= languageVersions.starsAnywhere,
          }
        : { kind: 'pattern', value, ignoreCase };
    default:
      return { kind: 'scalar', value, ignoreCase, windowsPath };
  }
}

/** `ops` of the facts: names of DNS, and Windows paths and names, ignore case. */
export function ignoresCase(field: Field): boolean {
  const { comparison } = field;
  return comparison === 'caseInsensitive' || comparison === 'dnsName' || comparison === 'windowsPath';
}

/** Whether patterns on the field are globs, split at `/`. */
export function takesGlobs(field: Field): boolean {
  return (
    field.comparison === 'symlinkPath' || field.comparison === 'windowsPath' || field.comparison === 'glob'
  );
}
