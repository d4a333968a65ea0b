/** Values of an event that is being made up, by what a condition reads. */
import type { RecordValue } from '@secl/events';
import { type Operand, unwrap } from '@secl/language';
import type { Read } from '@secl/logic';
import type { Scalar, Value } from '@secl/model';
import type { Draft } from './draft.ts';

export function readIn(operand: Operand): Read | undefined {
  const inner = unwrap(operand);
  if (inner.kind === 'variable') return inner;
  return inner.kind === 'field' && inner.field.lengthOf === null ? inner : undefined;
}

/** Some value, and with another index another one. */
export function unlike(read: Read, index: number): Scalar {
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

/**
 * The name under which the event has the field, or would have it: what an `exec` starts is its process, so `exec.args` and
 * `process.args` are one value (spec/events.md, Canonical event).
 */
export function nameIn({ type, values }: Draft, name: string): string {
  if ((type !== 'exec' && type !== 'exit') || values[name] !== undefined) return name;
  const [root = ''] = name.split('.', 1);
  const other = { process: type, [type]: 'process' }[root];
  const twin = other === undefined ? name : `${other}${name.slice(root.length)}`;
  return values[twin] === undefined ? name : twin;
}

const ancestorsName = 'process.ancestors';

/** Of an element the first one. */
export function valueIn(draft: Draft, read: Read): RecordValue | undefined {
  if (read.kind === 'variable') return draft.variables[read.name];
  const { name, iterator } = read.field;
  if (iterator === null) return draft.values[nameIn(draft, name)];
  return iterator === ancestorsName ? draft.ancestors[0]?.[name.slice(iterator.length + 1)] : undefined;
}

/** Undefined where it cannot be given. */
export function written(draft: Draft, read: Read, value: Value): Draft | undefined {
  if (read.kind === 'variable') return { ...draft, variables: { ...draft.variables, [read.name]: value } };
  const { name, iterator, list } = read.field;
  if (iterator === null) return { ...draft, values: { ...draft.values, [nameIn(draft, name)]: value } };
  if (iterator !== ancestorsName) return undefined;
  const [first = {}, ...others] = draft.ancestors;
  const scalar = typeof value === 'object' && !list ? (value[0] ?? '') : value;
  return { ...draft, ancestors: [{ ...first, [name.slice(iterator.length + 1)]: scalar }, ...others] };
}
