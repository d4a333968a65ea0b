import { createScalar, type Mapping, movedScalar, type Node, type Scalar } from '@secl/text';

/** One row of a table: what stands for `<name>` in the case. */
export type Row = ReadonlyMap<string, Node>;

export function rowOf(mapping: Mapping): Row {
  return new Map(mapping.entries.map(({ key, value }) => [key.value, value]));
}

/**
 * The case with the row's values put in. Where `<name>` is all of a text, the value itself stands there, whatever it is;
 * within a text it is the value's text. Other words between `<` and `>` stay as they are.
 */
export function filledIn(node: Node, row: Row): Node {
  switch (node.kind) {
    case 'mapping':
      return {
        ...node,
        entries: node.entries.map((entry) => ({
          ...entry,
          key: filledScalar(entry.key, row),
          value: filledIn(entry.value, row),
        })),
      };
    case 'sequence':
      return { ...node, items: node.items.map((item) => filledIn(item, row)) };
    case 'scalar': {
      const whole = /^<([^<>]+)>$/.exec(node.value);
      return row.get(whole?.[1] ?? '') ?? filledScalar(node, row);
    }
    case 'missing':
      return node;
  }
}

/** Whether the case has a place for a value of this name. */
export function stands(name: string, node: Node): boolean {
  switch (node.kind) {
    case 'mapping':
      return node.entries.some(({ key, value }) => stands(name, key) || stands(name, value));
    case 'sequence':
      return node.items.some((item) => stands(name, item));
    case 'scalar':
      return node.value.includes(`<${name}>`);
    case 'missing':
      return false;
  }
}

function filledScalar(scalar: Scalar, row: Row): Scalar {
  const text = filledText(scalar.value, row);
  if (text === scalar.value) return scalar;
  return movedScalar(createScalar(scalar.read, text), scalar.range.start - scalar.read.start);
}

function filledText(text: string, row: Row): string {
  return text.replace(/<([^<>]+)>/g, (written, name: string) => {
    const value = row.get(name);
    return value?.kind === 'scalar' ? value.value : written;
  });
}

/** What tells a variant from the others beside the name of the case: a name of its own, or values that this does not hold. */
export function variantName(row: Row, title: Node | undefined): string {
  const name = row.get('name');
  if (name?.kind === 'scalar') return name.value;
  const said = title?.kind === 'scalar' ? title.value : '';
  const values = [...row].flatMap(([key, value]) =>
    key === 'expect' || value.kind !== 'scalar' || said.includes(`<${key}>`)
      ? []
      : [`${key}: ${value.value}`],
  );
  return values.join(', ');
}
