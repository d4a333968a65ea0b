/** Values of HCL as far as a file holds them: what only Terraform can work out is unknown, with its place. */
import {
  createScalar,
  type Entry,
  type HclBody,
  type HclReference,
  type HclValue,
  type Node,
  type Range,
  type Scalar,
} from '@secl/text';
import type { Unknown } from './arguments.ts';

export interface Source {
  readonly text: string;
  /** Values of `local.name` that are written out in this file. */
  readonly locals: ReadonlyMap<string, HclValue>;
  /** Locals that this is the value of: one that stands for itself has none. */
  readonly within: readonly string[];
  /** How many characters of lists and objects among them may still be put in the place of their names. */
  readonly allowance: { left: number };
}

/** Locals may name each other, and a file of a few lines can so stand for gigabytes. */
const allowance = 16_000_000;
/** What it costs to follow a name, however short its value. */
const leastSize = 100;
const deepest = 8;

export const sourceOf = (text: string, body: HclBody): Source => ({
  text,
  locals: localsIn(body),
  within: [],
  allowance: { left: allowance },
});

/** One that stands twice is an error of Terraform, which has no value then. */
function localsIn({ blocks }: HclBody): ReadonlyMap<string, HclValue> {
  const attributes = blocks.filter(({ type }) => type === 'locals').flatMap(({ body }) => body.attributes);
  const names = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of attributes) (names.has(name) ? twice : names).add(name);
  return new Map(attributes.flatMap(({ name, value }) => (twice.has(name) ? [] : [[name, value] as const])));
}

/** A value that is written out as a whole; else the first part of it that is not. */
export function staticOf(value: HclValue, source: Source): Node | Unknown {
  switch (value.kind) {
    case 'scalar':
      return value;
    case 'list': {
      const items: Node[] = [];
      for (const item of value.items) {
        const node = staticOf(item, source);
        if (node.kind === 'unknown') return node;
        items.push(node);
      }
      return { kind: 'sequence', items, range: value.range };
    }
    case 'object': {
      const entries: Entry[] = [];
      for (const entry of value.entries) {
        const node = staticOf(entry.value, source);
        if (node.kind === 'unknown') return node;
        if (entry.key.kind !== 'scalar') return unknownAt(entry.key.range, source);
        entries.push({ key: entry.key, value: node });
      }
      return { kind: 'mapping', entries, range: value.range };
    }
    case 'reference': {
      const local = localOf(value, source);
      const node = local === undefined ? undefined : staticOf(local.value, local.source);
      return node === undefined || node.kind === 'unknown' ? unknownAt(value.range, source) : node;
    }
    case 'dynamic':
      return unknownAt(value.range, source);
  }
}

/** What `local.name` stands for: the value itself, at its own place, and what names mean in it. */
export function localOf(
  { parts }: HclReference,
  source: Source,
): { readonly value: HclValue; readonly source: Source } | undefined {
  const [first, name] = parts;
  if (parts.length !== 2 || first?.text !== 'local' || name === undefined) return undefined;
  const value = source.locals.get(name.text);
  if (value === undefined || value.kind === 'scalar') return value && { value, source };
  const { within } = source;
  const size = leastSize + value.range.end - value.range.start;
  if (within.includes(name.text) || within.length === deepest || size > source.allowance.left)
    return undefined;
  source.allowance.left -= size;
  return { value, source: { ...source, within: [...within, name.text] } };
}

export const unknownAt = (range: Range, { text }: Pick<Source, 'text'>): Unknown => ({
  kind: 'unknown',
  range,
  text: text.slice(range.start, range.end),
});

export function keyAt(key: string, { start, end }: Range, { text }: Pick<Source, 'text'>): Scalar {
  return createScalar({ style: 'plain', text, start, end, standing: 'key', parentIndent: -1 }, key);
}
