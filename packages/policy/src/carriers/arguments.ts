/** What a resource says, whatever its syntax: HCL, JSON of Terraform, a plan, the API. */

import { int64 } from '@secl/model';
import {
  asBoolean,
  asInteger,
  isNull,
  type Mapping,
  type Node,
  nodeInWords,
  type Problem,
  placeOf,
  type Range,
  type Scalar,
} from '@secl/text';
import { problem } from '../problem.ts';
import type { Said, Text } from '../read/definitions.ts';

/** A value that the file does not hold: a reference, a template, a call. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly range: Range;
  /** As it is written. */
  readonly text: string;
  /** Set where it may well be written out, and is longer than what anybody looks into here. */
  readonly isLong?: true;
}

/** A key with its value. Blocks that stand several times are arguments of the same key. */
export interface Argument {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Node | Unknown;
}

/** A rule or a policy with everything that it says. */
export interface Resource {
  readonly range: Range;
  readonly arguments: readonly Argument[];
}

/** Who reads these values before agents do, and how strict about types. */
export interface Reader {
  readonly who: string;
  /** Whether `"true"` is a bool and `12` a text, as in Terraform. */
  readonly converts: boolean;
}

/** Reads arguments by the types that their keys want. What does not fit is a problem and no value. */
export class Arguments {
  readonly range: Range;
  private readonly all: readonly Argument[];
  private readonly document: string;
  private readonly reader: Reader;
  private readonly problems: Problem[];

  constructor(resource: Resource, document: string, reader: Reader, problems: Problem[]) {
    this.range = resource.range;
    this.all = resource.arguments;
    this.document = document;
    this.reader = reader;
    this.problems = problems;
  }

  /** The arguments of a mapping that stands in this one. */
  inside(mapping: Mapping): Arguments {
    const resource = { range: mapping.range, arguments: argumentsOf(mapping) };
    return new Arguments(resource, this.document, this.reader, this.problems);
  }

  keys(): readonly Argument[] {
    return this.all;
  }

  node(key: string): Node | undefined {
    const value = this.all.find((each) => each.key === key)?.value;
    return value === undefined || value.kind === 'unknown' || isNull(value) ? undefined : value;
  }

  unknown(key: string): Unknown | undefined {
    const value = this.all.find((each) => each.key === key)?.value;
    return value?.kind === 'unknown' ? value : undefined;
  }

  text(key: string): Text | undefined {
    const node = this.node(key);
    return node === undefined ? undefined : this.asText(node, key, 'a text');
  }

  /** As {@link text}; the empty text is the same as none. */
  nonEmpty(key: string): Text | undefined {
    const text = this.text(key);
    return text?.value === '' ? undefined : text;
  }

  private asText(node: Node, key: string, expected: string): Text | undefined {
    const fits = node.kind === 'scalar' && (this.reader.converts || node.style !== 'plain');
    if (!fits) return this.refuse(node, key, expected);
    return { value: node.value, range: placeOf(node), scalar: node };
  }

  texts(key: string): readonly Text[] {
    const node = this.node(key);
    if (node === undefined) return [];
    if (node.kind !== 'sequence') {
      this.refuse(node, key, 'a list of texts');
      return [];
    }
    return node.items.flatMap((item) =>
      isNull(item) ? [] : (this.asText(item, key, 'a list of texts') ?? []),
    );
  }

  bool(key: string): Said<boolean> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const value =
      node.kind === 'scalar' ? this.boolOf(node.value, node.style === 'plain', asBoolean(node)) : undefined;
    if (value === undefined) return this.refuse(node, key, '`true` or `false`');
    return { value, range: placeOf(node) };
  }

  private boolOf(text: string, plain: boolean, read: boolean | undefined): boolean | undefined {
    if (plain) return text === 'true' || text === 'false' ? read : undefined;
    if (!this.reader.converts) return undefined;
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  int(key: string): Said<number | bigint> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const value = node.kind === 'scalar' ? (asInteger(node) ?? this.intOf(node)) : undefined;
    if (value === undefined) return this.refuse(node, key, 'an integer');
    return { value, range: placeOf(node) };
  }

  /** Of digits in quotes, which Terraform takes for a number. */
  private intOf({ value, style }: Scalar): number | bigint | undefined {
    if (!this.reader.converts || style === 'plain' || !/^-?[0-9]{1,18}$/.test(value)) return undefined;
    return int64.canonical(BigInt(value));
  }

  nanoseconds(key: string): Said<bigint> | undefined {
    const read = this.int(key);
    return read === undefined ? undefined : { value: BigInt(read.value), range: read.range };
  }

  /** The mappings under a key: of one block or object, or of a list of them. */
  mappings(key: string): readonly (Mapping | Unknown)[] {
    const found: (Mapping | Unknown)[] = [];
    for (const { value } of this.all.filter((each) => each.key === key)) {
      const items: readonly (Node | Unknown)[] = value.kind === 'sequence' ? value.items : [value];
      for (const item of items) {
        if (item.kind === 'mapping' || item.kind === 'unknown') found.push(item);
        else if (!isNull(item)) this.refuse(item, key, 'an object');
      }
    }
    return found;
  }

  /** `related`: other places that it is about, each with its part in it. */
  note(
    code: Parameters<typeof problem>[0],
    range: Range,
    values: Readonly<Record<string, string>>,
    related: readonly { readonly message: string; readonly range: Range }[] = [],
  ): void {
    const at = (each: Range) => ({ document: this.document, range: each });
    const places = related.map((each) => ({ message: each.message, place: at(each.range) }));
    this.problems.push(problem(code, at(range), values, { related: places }));
  }

  private refuse(node: Node, key: string, expected: string): undefined {
    const { who } = this.reader;
    this.note('policy/carrier-type', placeOf(node), { key, expected, found: nodeInWords(node), who });
    return undefined;
  }
}

export function argumentsOf(mapping: Mapping): readonly Argument[] {
  return mapping.entries.map(({ key, value }) => ({ key: key.value, keyRange: placeOf(key), value }));
}
