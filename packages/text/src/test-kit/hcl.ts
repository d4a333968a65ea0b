import type { HclBody, HclValue } from '../hcl/tree.ts';
import type { Scalar } from '../positioned-node.ts';
import type { Range } from '../span.ts';

/** A body as plain values; what only Terraform knows is `{ what }`. */
export function bodyValues({ attributes, blocks }: HclBody): Record<string, unknown> {
  const values = attributes.map(({ name, value }) => [name, plainValue(value)]);
  const bodies = blocks.map(({ type, labels, body }) => [
    [type, ...labels.map((label) => label.value)].join(' '),
    bodyValues(body),
  ]);
  return Object.fromEntries([...values, ...bodies]);
}

export function plainValue(value: HclValue): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.style === 'plain' ? JSON.parse(value.value) : value.value;
    case 'list':
      return value.items.map(plainValue);
    case 'object':
      return Object.fromEntries(
        value.entries.map((entry) => [
          entry.key.kind === 'scalar' ? entry.key.value : JSON.stringify(plainValue(entry.key)),
          plainValue(entry.value),
        ]),
      );
    case 'reference':
      return { refers: value.parts.map(({ text }) => text).join('.') };
    case 'dynamic':
      return { what: value.what };
  }
}

/** A place and all that stands in it, in file order. */
export interface Placed {
  readonly range: Range;
  readonly inside: readonly Placed[];
}

export function placesOf({ attributes, blocks }: HclBody): readonly Placed[] {
  const placed: Placed[] = [
    ...attributes.map(({ nameRange, value, range }) => ({
      range,
      inside: [leaf(nameRange), valuePlace(value)],
    })),
    ...blocks.map(({ typeRange, labels, body, range }) => ({
      range,
      inside: [leaf(typeRange), ...labels.map((label) => leaf(label.range)), ...placesOf(body)],
    })),
  ];
  return placed.sort((a, b) => a.range.start - b.range.start);
}

const leaf = (range: Range): Placed => ({ range, inside: [] });

function valuePlace(value: HclValue): Placed {
  const { range } = value;
  switch (value.kind) {
    case 'scalar':
      return leaf(range);
    case 'list':
      return { range, inside: value.items.map(valuePlace) };
    case 'object':
      return {
        range,
        inside: value.entries.flatMap((entry) => [valuePlace(entry.key), valuePlace(entry.value)]),
      };
    case 'reference':
      return { range, inside: value.parts.map((part) => leaf(part.range)) };
    case 'dynamic': {
      const { call } = value;
      const called = call === undefined ? [] : [leaf(call.name.range), ...call.arguments.map(valuePlace)];
      return { range, inside: [...value.literals.map((part) => leaf(part.range)), ...called] };
    }
  }
}

/** Every scalar of a body, keys and labels among them. */
export function scalarsOf({ attributes, blocks }: HclBody): readonly Scalar[] {
  const inBlocks = blocks.flatMap(({ labels, body }) => [...labels, ...scalarsOf(body)]);
  return [...attributes.flatMap(({ value }) => scalarsIn(value)), ...inBlocks];
}

function scalarsIn(value: HclValue): readonly Scalar[] {
  switch (value.kind) {
    case 'scalar':
      return [value];
    case 'list':
      return value.items.flatMap(scalarsIn);
    case 'object':
      return value.entries.flatMap((entry) => [...scalarsIn(entry.key), ...scalarsIn(entry.value)]);
    case 'reference':
      return [];
    case 'dynamic':
      return value.call?.arguments.flatMap(scalarsIn) ?? [];
  }
}
