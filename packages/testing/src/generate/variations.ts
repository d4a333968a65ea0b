/** What the solver leaves open, tried: it takes two fields, or a field and a variable, for independent of each other. */
import { type Condition, isCondition, type Operand, unwrap } from '@secl/language';
import { type Leaf, leaves, type Read, readsOf } from '@secl/logic';
import { int64 } from '@secl/model';
import { constantInt } from './constant-int.ts';
import type { Draft } from './draft.ts';
import { readIn, unlike, valueIn, written } from './draft-values.ts';
import { inserting } from './inserting.ts';

const mostVariations = 400;

/** The event itself, then others in which fields that the condition compares agree or do not. */
export function* variations(draft: Draft, condition: Condition): Generator<Draft> {
  let made: readonly Draft[] = [draft];
  for (const leaf of leaves(condition)) {
    const changes = changesFor(leaf);
    if (changes.length === 0) continue;
    const next = [...made, ...made.flatMap((each) => changes.flatMap((change) => change(each) ?? []))];
    if (next.length > mostVariations) break;
    made = next;
  }
  yield* made;
}

type Change = (draft: Draft) => Draft | undefined;

function changesFor(leaf: Leaf): readonly Change[] {
  if (leaf.kind !== 'test' || isCondition(leaf.left) || isCondition(leaf.right)) return [];
  const left = readIn(leaf.left);
  const right = readIn(leaf.right);
  if (left !== undefined && right !== undefined)
    return [equal(left, right), equal(right, left), apart(left, right), emptyIn(left, right)];
  const inserted = inserting(left, leaf.right) ?? inserting(right, leaf.left);
  if (inserted !== undefined) return [inserted];
  const difference = differenceIn(leaf.left) ?? differenceIn(leaf.right);
  if (difference !== undefined) return difference;
  return maskChanges(readsOf(leaf)[0], leaf.left, leaf.right);
}

/** Of `changed - made < 10s` both at one time, and the second some minutes sooner. */
function differenceIn(side: Operand): readonly Change[] | undefined {
  const inner = unwrap(side);
  if (inner.kind !== 'arithmetic' || inner.operation.name !== 'sum') return undefined;
  const [first, second] = inner.operands.map(readIn);
  if (first === undefined || second === undefined || inner.operation.operators[0] !== '-') return undefined;
  return [0, minutes].map(
    (apart): Change =>
      (draft) => {
        const value = valueIn(draft, second) ?? 0;
        if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
        const later = value < apart ? int64.add(value, apart) : value;
        const sooner = written(draft, second, int64.subtract(later, apart));
        return sooner && written(sooner, first, later);
      },
  );
}

const minutes = 1_800_000_000_000;

/** Of `flags & (A | B) > 0` each flag alone: the solver has them all or the first. Of `flags ^ A == B` what both make. */
function maskChanges(read: Read | undefined, ...sides: readonly Operand[]): readonly Change[] {
  const bits = sides.map(unwrap).find((side) => side.kind === 'arithmetic');
  if (bits?.operation.name !== 'bits' || read === undefined) return [];
  const numbers = [...sides.map(unwrap), ...bits.operands].flatMap((each) => constantInt(each) ?? []);
  const made = numbers.flatMap((one) => numbers.map((other) => int64.xor(one, other)));
  return [...new Set([...bitsIn(bits), ...numbers, ...made])].map(
    (value): Change =>
      (draft) =>
        written(draft, read, value),
  );
}

const mostBits = 16;

function bitsIn(operand: Operand): readonly int64.Int[] {
  const inner = unwrap(operand);
  if (inner.kind === 'arithmetic') return [...new Set(inner.operands.flatMap(bitsIn))].slice(0, mostBits);
  if (inner.kind !== 'literal' || typeof inner.value === 'string' || typeof inner.value === 'boolean')
    return [];
  const found: int64.Int[] = [];
  for (let bit = 0n; bit < 63n && BigInt(inner.value) >= 1n << bit; bit++) {
    if ((BigInt(inner.value) & (1n << bit)) !== 0n) found.push(int64.canonical(1n << bit));
  }
  return found;
}

/** The value of `from` for `to` as well; where it has none, both get one. */
function equal(from: Read, to: Read): Change {
  return (draft) => {
    const given = valueIn(draft, from);
    const first = Array.isArray(given) ? given[0] : given;
    const value = first === undefined || first === '' || typeof first === 'object' ? unlike(from, 0) : first;
    const source = written(draft, from, from.array ? [value] : value);
    return source && written(source, to, to.array ? [value] : value);
  };
}

/** An empty text that the event is asked for, as a member of the list. */
function emptyIn(text: Read, list: Read): Change {
  return (draft) =>
    list.array && !text.array && valueIn(draft, text) === '' ? written(draft, list, ['']) : undefined;
}

function apart(left: Read, right: Read): Change {
  return (draft) => {
    const one = written(draft, left, left.array ? [unlike(left, 0)] : unlike(left, 0));
    return one && written(one, right, right.array ? [unlike(right, 1)] : unlike(right, 1));
  };
}
