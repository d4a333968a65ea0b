import { type IntOperator, type Operand, unwrap } from '@secl/language';
import { int64 } from '@secl/model';
import type { Literal } from './formula.ts';
import { satisfying, union } from './int-set.ts';
import { everyBit } from './int-tests.ts';
import { type Naming, type Term, termOf } from './term.ts';

/**
 * `left operator right` as a test of the side that is not fixed; true or false where both are, undefined where none is.
 * Some bits of something, `flags & MASK`, are a test of the whole.
 */
export function intLiteral(
  left: Operand,
  operator: IntOperator,
  right: Operand,
  naming: Naming,
): Literal | boolean | undefined {
  const a = fixedInts(left);
  const b = fixedInts(right);
  if (a !== undefined && b !== undefined) {
    return a.some((x) =>
      b.some((y) => satisfying(operator, y).some(({ low, high }) => low <= x && x <= high)),
    );
  }
  if (b !== undefined) return compared(left, operator, b, naming);
  return a === undefined ? undefined : compared(right, mirror[operator], a, naming);
}

function compared(
  operand: Operand,
  operator: IntOperator,
  values: readonly int64.Int[],
  naming: Naming,
): Literal {
  const set = union(values.map((value) => satisfying(operator, value)));
  const { inner, mask } = masked(operand);
  return { term: termOf(inner, naming), of: 'some', test: { type: 'int', mask, set } };
}

/** The age of something is a value of its own: what time it is now is the same wherever a rule asks. */
export function ageLiteral(
  left: Operand,
  operator: IntOperator,
  right: Operand,
  naming: Naming,
): Literal | undefined {
  const values = fixedInts(right);
  if (values === undefined) return undefined;
  const set = union(values.map((value) => satisfying(operator, value)));
  const term = termOf(left, naming);
  const among = term.among === undefined ? undefined : `age of ${term.among}`;
  const { source } = term;
  const age: Term = {
    ...term,
    key: `age of ${term.key}`,
    among,
    source: source.kind === 'value' ? { ...source, kind: 'age' } : { kind: 'other' },
  };
  return { term: age, of: 'some', test: { type: 'int', mask: everyBit, set } };
}

/** `f & A & B` is the bits of `f` that are in both. */
function masked(operand: Operand): { readonly inner: Operand; readonly mask: int64.Int } {
  const inner = unwrap(operand);
  const whole = { inner, mask: everyBit };
  if (inner.kind !== 'arithmetic' || inner.operation.name !== 'bits') return whole;
  const { operators } = inner.operation;
  // To the right: `f & A | B` is `f & (A | B)`, and `A & f` is looked at from its other end.
  const [first, ...rest] = inner.operands;
  if (first === undefined || operators[0] !== '&') return whole;
  const remaining: Operand | undefined =
    rest.length === 1
      ? rest[0]
      : { ...inner, operation: { name: 'bits', operators: operators.slice(1) }, operands: rest };
  if (remaining === undefined) return whole;
  const fixedFirst = fixedInt(first);
  const fixedRest = fixedInt(remaining);
  if (fixedFirst === undefined && fixedRest === undefined) return whole;
  const below = masked(fixedFirst === undefined ? first : remaining);
  return { inner: below.inner, mask: int64.and(below.mask, fixedFirst ?? fixedRest ?? everyBit) };
}

/** The values of a side that no event changes. */
function fixedInts(operand: Operand): readonly int64.Int[] | undefined {
  const inner = unwrap(operand);
  const members = inner.kind === 'values' ? inner.members : [inner];
  const ints: int64.Int[] = [];
  for (const member of members) {
    const int = fixedInt(member);
    if (int === undefined) return undefined;
    ints.push(int);
  }
  return ints;
}

function fixedInt(operand: Operand): int64.Int | undefined {
  const inner = unwrap(operand);
  if (inner.kind === 'literal') {
    const { value } = inner;
    return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
  }
  if (inner.kind !== 'arithmetic') return undefined;
  const ints: int64.Int[] = [];
  for (const each of inner.operands) {
    const int = fixedInt(each);
    if (int === undefined) return undefined;
    ints.push(int);
  }
  const [first = 0, ...rest] = ints;
  const { operation } = inner;
  switch (operation.name) {
    case 'negate':
      return int64.negate(first);
    case 'complement':
      return int64.not(first);
    case 'sum':
      return rest.reduce<int64.Int>(
        (sum, next, index) => (operation.operators[index] === '-' ? int64.subtract : int64.add)(sum, next),
        first,
      );
    case 'bits':
      return ints.reduceRight((right, left, index) => {
        const operator = operation.operators[index];
        return (operator === '&' ? int64.and : operator === '|' ? int64.or : int64.xor)(left, right);
      });
  }
}

const mirror: Readonly<Record<IntOperator, IntOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
