/** What a `value` or `default_value` says: these keys have no type of their own, so YAML decides. */
import type { FieldType, Scalar, Value } from '@secl/model';
import { asBoolean, asInteger, isFloat, isText, type Node } from '@secl/text';

/** What Go's YAML reader takes for a date. */
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})?)?$/;
const bool = /^(?:true|True|TRUE|false|False|FALSE)$/;

/**
 * The value as agents read it: `yes` is a text, a list holds ints or strings only. Undefined for what no variable can
 * hold, such as `1.5` or a mapping.
 */
export function literalOf(node: Node): Value | undefined {
  switch (node.kind) {
    case 'sequence':
      return listOf(node.items);
    case 'scalar':
      if (isText(node)) return node.value;
      if (bool.test(node.value)) return asBoolean(node);
      return isFloat(node) || date.test(node.value) ? undefined : (asInteger(node) ?? node.value);
    default:
      return undefined;
  }
}

function listOf(items: readonly Node[]): readonly Scalar[] | undefined {
  const members: Scalar[] = [];
  for (const item of items) {
    const member = literalOf(item);
    if (member === undefined || typeof member === 'object') return undefined;
    members.push(member);
  }
  const type = typeOfScalar(members[0]);
  return type !== 'bool' && members.every((member) => typeOfScalar(member) === type) ? members : undefined;
}

/** Of an empty list a string's. */
export function typeOfScalar(value: Scalar | undefined): FieldType {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
    case 'bigint':
      return 'int';
    default:
      return 'string';
  }
}
