/** What the solver leaves open, tried: it takes two fields, or a field and a variable, for independent of each other. */
import type { RecordValue } from '@secl/events';
import { type Condition, isCondition, type Operand, unwrap } from '@secl/language';
import { type Leaf, leaves, type Read, readsOf } from '@secl/logic';
import { int64, type Scalar, type Value } from '@secl/model';
import type { Draft } from './draft.ts';

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
    return [equal(left, right), equal(right, left), apart(left, right)];
  return maskChanges(readsOf(leaf)[0], leaf.left, leaf.right);
}

/** Of `flags & (A | B) > 0` each flag alone: the solver has them all or the first. */
function maskChanges(read: Read | undefined, ...sides: readonly Operand[]): readonly Change[] {
  const bits = sides.map(unwrap).find((side) => side.kind === 'arithmetic' && side.operation.name === 'bits');
  if (bits === undefined || read === undefined) return [];
  return bitsIn(bits).map(
    (bit): Change =>
      (draft) =>
        written(draft, read, bit),
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

function readIn(operand: Operand): Read | undefined {
  const inner = unwrap(operand);
  if (inner.kind === 'variable') return inner;
  return inner.kind === 'field' && inner.field.lengthOf === null ? inner : undefined;
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

function apart(left: Read, right: Read): Change {
  return (draft) => {
    const one = written(draft, left, left.array ? [unlike(left, 0)] : unlike(left, 0));
    return one && written(one, right, right.array ? [unlike(right, 1)] : unlike(right, 1));
  };
}

function unlike(read: Read, index: number): Scalar {
  switch (read.type) {
    case 'int':
      return 1000 + index;
    case 'bool':
      return index === 0;
    case 'ip':
      return `192.0.2.${index + 1}`;
    case 'string':
      return nameOf(read).endsWith('path') ? `/tmp/file${index + 1}` : `some${index + 1}`;
  }
}

function nameOf(read: Read): string {
  return read.kind === 'variable' ? read.name : read.field.name;
}

const ancestorsName = 'process.ancestors';

/** Of an element the first one. */
function valueIn(draft: Draft, read: Read): RecordValue | undefined {
  if (read.kind === 'variable') return draft.variables[read.name];
  const { name, iterator } = read.field;
  if (iterator === null) return draft.values[name];
  return iterator === ancestorsName ? draft.ancestors[0]?.[name.slice(iterator.length + 1)] : undefined;
}

function written(draft: Draft, read: Read, value: Value): Draft | undefined {
  if (read.kind === 'variable') return { ...draft, variables: { ...draft.variables, [read.name]: value } };
  const { name, iterator, list } = read.field;
  if (iterator === null) return { ...draft, values: { ...draft.values, [name]: value } };
  if (iterator !== ancestorsName) return undefined;
  const [first = {}, ...others] = draft.ancestors;
  const scalar = typeof value === 'object' && !list ? (value[0] ?? '') : value;
  return { ...draft, ancestors: [{ ...first, [name.slice(iterator.length + 1)]: scalar }, ...others] };
}
