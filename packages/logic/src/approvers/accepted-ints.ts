import { type IntOperator, type Operand, unwrap } from '@secl/language';
import { type Field, int64 } from '@secl/model';
import { type Accepted, type AcceptedValue, highest, intersection, lowest, union } from './accepted.ts';

/** An integer that the rule fixes, and how it writes it. */
interface Fixed {
  readonly kind: 'fixed';
  readonly value: int64.Int;
  readonly written: string;
}

/** Bits of the field, those of the mask: `open.flags` (all of them), `open.flags & (O_CREAT|O_TRUNC)`. */
interface Bits {
  readonly kind: 'bits';
  readonly mask: int64.Int;
  readonly written: string;
}

/**
 * The values of the field for which `left operator right` can hold, or (`holds: false`) can fail. Known are comparisons of
 * the field, or of some of its bits, with fixed integers; of all others nothing is claimed.
 */
export function acceptedInts(
  field: Field,
  left: Operand,
  operator: IntOperator,
  right: Operand,
  holds: boolean,
): Accepted {
  const one = integer(left, field);
  if (one?.kind === 'bits') return compared(one, operator, fixedIntegers(right, field), holds);
  const other = integer(right, field);
  if (other?.kind === 'bits') return compared(other, mirror[operator], fixedIntegers(left, field), holds);
  return 'any';
}

/** With several integers on one side a comparison holds when it holds for some. */
function compared(
  bits: Bits,
  operator: IntOperator,
  integers: readonly Fixed[] | undefined,
  holds: boolean,
): Accepted {
  if (integers === undefined) return 'any';
  if (holds) return union(integers.map((each) => satisfying(bits, operator, each)));
  return integers
    .map((each) => satisfying(bits, opposite[operator], each))
    .reduce((all, each) => intersection(all, each, () => true), 'any');
}

const everyBit = -1;

function satisfying(bits: Bits, operator: IntOperator, { value, written }: Fixed): Accepted {
  if (bits.mask === everyBit) return ranges(operator, value, written);
  // Without any of the bits the left side is 0. Where that would satisfy the comparison, no bit is needed.
  if (relations[operator](0, value)) return 'any';
  if (operator !== '==') return [{ kind: 'mask', mask: bits.mask, written: bits.written }];
  const reachable = int64.and(value, int64.not(bits.mask)) === 0;
  return reachable ? [{ kind: 'mask', mask: value, written }] : [];
}

function ranges(operator: IntOperator, value: int64.Int, written: string): Accepted {
  const below = range(lowest, value === lowest ? undefined : int64.subtract(value, 1));
  const above = range(value === highest ? undefined : int64.add(value, 1), highest);
  const equal = range(value, value, written);
  switch (operator) {
    case '==':
      return equal;
    case '!=':
      // Only what a rule asks for can be approved, never what it excludes.
      return 'any';
    case '<':
      return below;
    case '<=':
      return range(lowest, value);
    case '>':
      return above;
    case '>=':
      return range(value, highest);
  }
}

/** An end that is undefined lies beyond 64 bits: then there is no such integer. */
function range(low: int64.Int | undefined, high: int64.Int | undefined, written?: string): AcceptedValue[] {
  return low === undefined || high === undefined ? [] : [{ kind: 'range', low, high, written }];
}

/** What an operand is: a fixed integer, bits of the field, or neither. */
function integer(operand: Operand, field: Field): Fixed | Bits | undefined {
  const inner = unwrap(operand);
  switch (inner.kind) {
    case 'literal': {
      const { value, node } = inner;
      if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
      return { kind: 'fixed', value, written: node.kind === 'ident' ? node.name : String(value) };
    }
    case 'field':
      if (inner.field.name !== field.name || inner.array) return undefined;
      return { kind: 'bits', mask: everyBit, written: field.name };
    case 'arithmetic': {
      const { operation } = inner;
      if (operation.name !== 'bits') return undefined;
      // To the right: `a & b | c` is `a & (b | c)`.
      return inner.operands
        .map((each) => integer(each, field))
        .reduceRight((right, left, index) => combine(left, operation.operators[index], right));
    }
    default:
      return undefined;
  }
}

type BitsOperator = '&' | '|' | '^';

function combine(
  left: Fixed | Bits | undefined,
  operator: BitsOperator | undefined,
  right: Fixed | Bits | undefined,
): Fixed | Bits | undefined {
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  if (left.kind === 'fixed' && right.kind === 'fixed') {
    const value = calculate(left.value, operator, right.value);
    const written = operator === '|' ? `${left.written}|${right.written}` : String(value);
    return { kind: 'fixed', value, written };
  }
  if (operator !== '&') return undefined;
  const [bits, mask] = left.kind === 'bits' ? [left, right] : [right as Bits, left];
  const value = mask.kind === 'bits' ? int64.and(bits.mask, mask.mask) : int64.and(bits.mask, mask.value);
  const written = bits.mask === everyBit && mask.kind === 'fixed' ? mask.written : String(value);
  return { kind: 'bits', mask: value, written };
}

function calculate(left: int64.Int, operator: BitsOperator, right: int64.Int): int64.Int {
  switch (operator) {
    case '&':
      return int64.and(left, right);
    case '|':
      return int64.or(left, right);
    case '^':
      return int64.xor(left, right);
  }
}

function fixedIntegers(operand: Operand, field: Field): readonly Fixed[] | undefined {
  const inner = unwrap(operand);
  const members = inner.kind === 'values' ? inner.members : [inner];
  const integers = members.map((member) => integer(member, field));
  return integers.every((each) => each?.kind === 'fixed') ? (integers as readonly Fixed[]) : undefined;
}

const relations: Readonly<Record<IntOperator, (a: int64.Int, b: int64.Int) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const mirror: Readonly<Record<IntOperator, IntOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const opposite: Readonly<Record<IntOperator, IntOperator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
