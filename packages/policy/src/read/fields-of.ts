/**
 * Reads the entries of one mapping by the types that its keys want, as agents do (spec/policies.md, Files): scalars by
 * their source text, words of YAML 1.1 for bools. A value of another type loses the whole file, so each is noted.
 */
import {
  asBoolean,
  asInteger,
  isFloat,
  isNull,
  type Mapping,
  type Node,
  nearestName,
  nodeInWords,
  placeOf,
  type Range,
  type Scalar,
  unlikeItsTag,
} from '@secl/text';
import type { PolicyProblemCode } from '../problems.ts';
import type { Said, Text } from './definitions.ts';
import { parseDuration } from './duration.ts';
import { belongsHint } from './misplaced.ts';

/** Collects what is wrong in an item, places counted from its start. */
export interface Notes {
  note(
    code: PolicyProblemCode,
    range: Range,
    values: Readonly<Record<string, string | number>>,
    agent?: string,
  ): void;
}

export class FieldsOf {
  readonly range: Range;
  private readonly entries = new Map<string, Node>();
  private readonly notes: Notes;

  constructor(mapping: Mapping, known: readonly string[], what: string, notes: Notes) {
    this.range = mapping.range;
    this.notes = notes;
    for (const { key, value } of mapping.entries) {
      this.fitsItsTag(key, key.value);
      if (!this.entries.has(key.value)) this.entries.set(key.value, value);
      if (known.includes(key.value)) continue;
      const siblings = mapping.entries.map((entry) => entry.key.value);
      const hint = belongsHint(key.value, what, siblings) || didYouMean(key.value, known);
      notes.note('policy/unknown-key', placeOf(key), { key: key.value, what, hint });
    }
  }

  node(key: string): Node | undefined {
    const node = this.entries.get(key);
    return node === undefined || isNull(node) || !this.fitsItsTag(node, key) ? undefined : node;
  }

  /** `!!int x` loses the file whatever the key wants. */
  private fitsItsTag(node: Node, key: string): boolean {
    const found = node.kind === 'scalar' ? unlikeItsTag(node) : undefined;
    if (node.kind !== 'scalar' || found === undefined) return true;
    const { tag = '', value } = node;
    const values = { key, expected: `what its tag \`${tag}\` says`, found: nodeInWords(node) };
    const agent = `yaml: cannot decode ${found} \`${value}\` as a ${tag}`;
    this.notes.note('policy/wrong-type', placeOf(node), values, agent);
    return false;
  }

  text(key: string): Text | undefined {
    const node = this.node(key);
    return node === undefined ? undefined : this.asText(node, key);
  }

  private asText(node: Node, key: string): Text | undefined {
    if (node.kind !== 'scalar') return this.wrongType(node, key, 'a text', 'string');
    this.noteTag(node);
    return { value: node.value, range: placeOf(node), scalar: node };
  }

  /** A text that begins with `!`: agents take its first word for a tag that they do not know, and leave it out. */
  private noteTag(scalar: Scalar): void {
    const { tag, range, read, value } = scalar;
    if (tag === undefined || !/^![^!]/.test(tag)) return;
    const start = read.text.lastIndexOf(tag, range.start);
    const shown = value.length > 40 ? `${value.slice(0, 37)}…` : value;
    this.notes.note(
      'policy/yaml-tag',
      { start: start < 0 ? range.start : start, end: range.end },
      { tag, value: shown },
    );
  }

  texts(key: string): readonly Text[] | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (node.kind !== 'sequence') return this.wrongType(node, key, 'a list of texts', '[]string');
    const texts: Text[] = [];
    for (const item of node.items) {
      // Agents skip what is empty or null.
      const text = isNull(item) || !this.fitsItsTag(item, key) ? undefined : this.asText(item, key);
      if (text !== undefined) texts.push(text);
    }
    return texts;
  }

  bool(key: string): Said<boolean> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const value = node.kind === 'scalar' ? asBoolean(node) : undefined;
    if (value === undefined) return this.wrongType(node, key, '`true` or `false`, without quotes', 'bool');
    return { value, range: placeOf(node) };
  }

  int(key: string): Said<number | bigint> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const value = node.kind === 'scalar' ? asInteger(node) : undefined;
    if (value === undefined) return this.wrongType(node, key, 'an integer', 'int');
    return { value, range: placeOf(node) };
  }

  /** Nanoseconds. */
  duration(key: string): Said<bigint> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (node.kind !== 'scalar') return this.wrongType(node, key, 'a duration such as `10m`', 'time.Duration');
    const integer = isFloat(node) ? undefined : asInteger(node);
    if (integer !== undefined) return { value: BigInt(integer), range: placeOf(node) };
    const parsed = parseDuration(node.value);
    if (typeof parsed === 'bigint') return { value: parsed, range: placeOf(node) };
    const reason = parsed.error.replace(/^time: /, '');
    this.notes.note('policy/duration', placeOf(node), { key, value: node.value, reason }, parsed.error);
    return undefined;
  }

  mapping(key: string): Mapping | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    return node.kind === 'mapping' ? node : this.wrongType(node, key, 'a mapping', 'map');
  }

  /** The mappings of a list; an empty item, which crashes agents, is noted. */
  mappings(key: string): readonly Mapping[] {
    const node = this.node(key);
    if (node === undefined) return [];
    if (node.kind !== 'sequence') {
      this.wrongType(node, key, 'a list', 'list');
      return [];
    }
    const mappings: Mapping[] = [];
    for (const item of node.items) {
      if (item.kind === 'mapping') mappings.push(item);
      else if (isNull(item)) this.notes.note('policy/empty-item', placeOf(item), { key });
      else this.wrongType(item, key, 'a mapping', 'map');
    }
    return mappings;
  }

  private wrongType(node: Node, key: string, expected: string, type: string): undefined {
    const found = nodeInWords(node);
    this.notes.note(
      'policy/wrong-type',
      placeOf(node),
      { key, expected, found },
      `yaml: unmarshal errors: cannot unmarshal into ${type}`,
    );
    return undefined;
  }
}

/** `: did you mean X?` for a key that is misspelt; keys are few and differ, so a third of the letters may be off. */
export function didYouMean(key: string, known: readonly string[]): string {
  const near = nearestName(key, known, Math.max(2, Math.floor(key.length / 3)));
  return near === undefined ? '' : `: did you mean \`${near}\`?`;
}
