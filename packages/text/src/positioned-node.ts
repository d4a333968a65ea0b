import type { Decoded } from './scalar/pieces.ts';
import { createSourceMap, type SourceMap } from './scalar/source-map.ts';
import { decodeScalar, type ScalarStyle, scalarText } from './scalar/style.ts';
import type { Range } from './span.ts';

/** A value in a YAML or JSON file, with the place where it stands. Nothing is resolved to a type: see `typed.ts`. */
export type Node = Mapping | Sequence | Scalar | Missing;

export interface Properties {
  /** From the first character to behind the last; blanks and comments after it are not part of it. */
  readonly range: Range;
  /** As written: `!!str`, `!custom`. */
  readonly tag?: string;
  readonly anchor?: string;
  /** Set where an alias stood: the node is the one its anchor names, with that one's range. */
  readonly alias?: Alias;
}

export interface Alias {
  readonly name: string;
  readonly range: Range;
}

export interface Mapping extends Properties {
  readonly kind: 'mapping';
  readonly entries: readonly Entry[];
}

/** Keys that stand twice are both here, in file order; the reader has said so. */
export interface Entry {
  readonly key: Scalar;
  readonly value: Node;
  /** Set where a merge key `<<` brought this entry from another mapping. */
  readonly merged?: true;
}

export interface Sequence extends Properties {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
}

/** Where text stands decides what plain text and line breaks it may hold. */
export type Standing = 'block' | 'flow' | 'key';

export interface Scalar extends Properties {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The decoded text. */
  readonly value: string;
  /** The text between the ends of `range`, with quotes or block header. */
  readonly source: string;
  /** Where it was read, which for a scalar in an item is the item's text. */
  readonly read: ScalarSource;
  readonly standing: Standing;
  /** The column of the block collection that holds it; -1 at the root. */
  readonly parentIndent: number;
  /** Built when first asked for. */
  readonly map: SourceMap;
  /**
   * Set where `inner` was read in the value of `outer`: `range` and `map` are those of the document that holds both,
   * `source` and `read` those of the inner one.
   */
  readonly nested?: { readonly outer: Scalar; readonly inner: Scalar };
}

/** Nothing where a value could be: `key:` with nothing behind it. The range is empty. */
export interface Missing extends Properties {
  readonly kind: 'missing';
}

/** What a reader knows of a scalar before it decodes it. */
export interface ScalarSource {
  readonly style: ScalarStyle;
  /** The text that holds it between `start` and `end`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly standing: Standing;
  readonly parentIndent: number;
}

/** Fields in one order and no closure a node: reading a policy makes thousands. */
class ScalarNode implements Scalar {
  readonly kind = 'scalar';
  readonly style: ScalarStyle;
  readonly value: string;
  readonly standing: Standing;
  readonly parentIndent: number;
  readonly range: Range;
  readonly read: ScalarSource;
  private built: SourceMap | undefined;

  constructor(read: ScalarSource, value: string, offset: number) {
    this.style = read.style;
    this.value = value;
    this.standing = read.standing;
    this.parentIndent = read.parentIndent;
    this.range = { start: read.start + offset, end: read.end + offset };
    this.read = read;
    this.built = undefined;
  }

  get source(): string {
    return this.read.text.slice(this.read.start, this.read.end);
  }

  get map(): SourceMap {
    this.built ??= createSourceMap(decodedScalar(this), this.range.start);
    return this.built;
  }
}

/** `value` where the reader has decoded the source already. */
export function createScalar(read: ScalarSource, value?: string): Scalar {
  return new ScalarNode(read, value ?? textOf(read), 0);
}

function textOf({ style, text, start, end, parentIndent }: ScalarSource): string {
  return scalarText(style, text.slice(start, end), parentIndent);
}

/** A scalar's source decoded, before there is a node. */
export function decodeRead({ style, text, start, end, parentIndent }: ScalarSource): Decoded {
  return decodeScalar(style, text.slice(start, end), parentIndent);
}

/** A scalar's source read again, with its pieces. */
export function decodedScalar(scalar: Scalar): Decoded {
  return decodeScalar(scalar.style, scalar.source, scalar.parentIndent);
}

/** The same scalar with what a `!tag`, an `&anchor` or an `*alias` says about it. */
export function withProperties(scalar: Scalar, properties: Omit<Properties, 'range'>): Scalar {
  return Object.assign(movedScalar(scalar, 0), properties);
}

const propertiesOf = ({ tag, anchor, alias }: Scalar): Omit<Properties, 'range'> => ({
  ...(tag !== undefined && { tag }),
  ...(anchor !== undefined && { anchor }),
  ...(alias !== undefined && { alias }),
});

/** The same tree, `offset` further down in its document. */
export function moved(node: Node, offset: number): Node {
  if (offset === 0) return node;
  switch (node.kind) {
    case 'mapping': {
      const entries = node.entries.map((entry) => ({
        ...entry,
        key: movedScalar(entry.key, offset),
        value: moved(entry.value, offset),
      }));
      return { ...node, entries, range: movedRange(node.range, offset) };
    }
    case 'sequence':
      return {
        ...node,
        items: node.items.map((item) => moved(item, offset)),
        range: movedRange(node.range, offset),
      };
    case 'scalar':
      return movedScalar(node, offset);
    case 'missing':
      return { ...node, range: movedRange(node.range, offset) };
  }
}

/** The same scalar, `offset` further down in its document. */
export function movedScalar(node: Scalar, offset: number): Scalar {
  const copy = new ScalarNode(node.read, node.value, node.range.start - node.read.start + offset);
  return Object.assign(copy, propertiesOf(node));
}

export function movedRange(range: Range, offset: number): Range {
  return { start: range.start + offset, end: range.end + offset };
}

/** The value of the first entry with that key. */
export function entryValue(mapping: Mapping, key: string): Node | undefined {
  return mapping.entries.find((entry) => entry.key.value === key)?.value;
}

/** Where a node stands in the text: for an alias that is the alias, not what it stands for. */
export function placeOf(node: Node): Range {
  return node.alias?.range ?? node.range;
}
