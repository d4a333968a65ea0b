import type { Facts, Field } from '@secl/model';
import type { Node } from '../parse/tree.ts';
import type { FieldRead } from './typed.ts';

/** How a field is read: as one value or several, from which iterator, and whether it is a length. */
export function readOf(facts: Facts, field: Field, node: Node, register: string | null = null): FieldRead {
  const { lengthOf } = field;
  const measured = lengthOf === null ? undefined : facts.iterator(lengthOf);
  return {
    kind: 'field',
    type: field.type,
    array: field.array || field.iterator !== null,
    field,
    register,
    iteratorIndex: (field.iterator === null ? measured : facts.iterator(field.iterator))?.index ?? -1,
    counts: lengthOf === null ? null : measured === undefined ? 'bytes' : 'elements',
    node,
  };
}
