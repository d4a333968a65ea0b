import { parseDuration } from '@secl/policy';
import {
  asInteger,
  isFloat,
  isNull,
  type Mapping,
  type Node,
  nearestName,
  nodeInWords,
  type Problem,
  placeOf,
  type Range,
  type Scalar,
} from '@secl/text';
import { type TestingProblemCode, testingProblem } from '../problems.ts';
import type { SaidText } from '../written.ts';

const anyCount = { least: 0, most: Number.MAX_SAFE_INTEGER };

/** Reads the mappings of one test file and collects what is wrong with them. */
export class TestReader {
  readonly problems: Problem[] = [];
  readonly document: string;

  constructor(document: string) {
    this.document = document;
  }

  note(code: TestingProblemCode, range: Range, values: Readonly<Record<string, string>> = {}): undefined {
    this.problems.push(testingProblem(code, { document: this.document, range }, values));
  }

  mapping(node: Node | undefined, key: string, expected: string): Mapping | undefined {
    if (node === undefined || isNull(node)) return undefined;
    return node.kind === 'mapping' ? node : this.wrongType(node, key, expected);
  }

  /** The values of a mapping whose keys are all known; nulls are as good as absent. */
  entries<Key extends string>(mapping: Mapping, what: string, known: readonly Key[]): ReadonlyMap<Key, Node> {
    const found = new Map<Key, Node>();
    for (const { key, value } of mapping.entries) {
      const name = known.find((each) => each === key.value);
      if (name === undefined) this.unknownKey(key, what, known);
      else if (!found.has(name) && !isNull(value)) found.set(name, value);
    }
    return found;
  }

  unknownKey(key: Scalar, what: string, known: readonly string[]): void {
    this.note('testing/unknown-key', placeOf(key), { key: key.value, what, hint: meantOr(key.value, known) });
  }

  items(node: Node | undefined, key: string, expected: string): readonly Node[] {
    if (node === undefined || isNull(node)) return [];
    if (node.kind === 'sequence') return node.items;
    this.wrongType(node, key, expected);
    return [];
  }

  scalar(node: Node | undefined, key: string, expected = 'a text'): Scalar | undefined {
    if (node === undefined) return undefined;
    return node.kind === 'scalar' ? node : this.wrongType(node, key, expected);
  }

  text(node: Node | undefined, key: string, expected = 'a text'): SaidText | undefined {
    const scalar = this.scalar(node, key, expected);
    return scalar && said(scalar);
  }

  /** A text, or a list of texts. */
  texts(node: Node | undefined, key: string, expected = 'a text or a list of texts'): readonly SaidText[] {
    if (node === undefined || isNull(node)) return [];
    if (node.kind === 'scalar') return [said(node)];
    return this.items(node, key, expected).flatMap((item) => this.text(item, key, expected) ?? []);
  }

  /** A whole number that is not negative, written as one. */
  count(
    node: Node | undefined,
    key: string,
    { least, most }: { readonly least: number; readonly most: number } = anyCount,
  ): number | undefined {
    const expected = most === anyCount.most ? 'a whole number' : `a whole number from ${least} to ${most}`;
    const scalar = this.scalar(node, key, expected);
    if (scalar === undefined) return undefined;
    const value = isFloat(scalar) ? undefined : asInteger(scalar);
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return this.wrongType(scalar, key, expected);
  }

  /** Nanoseconds. */
  duration(node: Node | undefined, key: string): bigint | undefined {
    const scalar = this.scalar(node, key, 'a duration such as `5m`');
    if (scalar === undefined) return undefined;
    const duration = parseDuration(scalar.value);
    if (typeof duration === 'bigint' && duration >= 0n) return duration;
    return this.note('testing/duration', placeOf(scalar), {
      value: scalar.value,
      expected: 'a duration such as `300ms`, `10s` or `1h30m`',
    });
  }

  wrongType(node: Node, key: string, expected: string): undefined {
    return this.note('testing/wrong-type', placeOf(node), { key, expected, found: nodeInWords(node) });
  }
}

export const said = (scalar: Scalar): SaidText => ({ value: scalar.value, range: placeOf(scalar) });

/** `: did you mean …?`, or what there is. */
export function meantOr(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return `: did you mean \`${nearest}\`?`;
  return `; there are ${known.map((each) => `\`${each}\``).join(', ')}`;
}
