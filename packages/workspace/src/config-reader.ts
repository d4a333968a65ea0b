import {
  fillMessage,
  isNull,
  type Mapping,
  type Node,
  nodeInWords,
  type Problem,
  placeOf,
  type Range,
} from '@secl/text';
import { didYouMean } from './nearest.ts';
import { type WorkspaceProblemCode, workspaceProblems } from './problems.ts';

/** A text of secl.yaml with its place. */
export interface Said {
  readonly text: string;
  readonly range: Range;
}

/** Reads the mappings of one secl.yaml and collects what is wrong with them. */
export class ConfigReader {
  readonly problems: Problem[] = [];
  private readonly document: string;

  constructor(document: string) {
    this.document = document;
  }

  note(code: WorkspaceProblemCode, range: Range, values: Readonly<Record<string, string>>): void {
    const { severity, message } = workspaceProblems[code];
    const place = { document: this.document, range };
    this.problems.push({ code, severity, message: fillMessage(message, values), place, related: [] });
  }

  /** The values of a mapping by key. With `known`, other keys are noted. */
  entries(mapping: Mapping, what: string, known?: readonly string[]): ReadonlyMap<string, Node> {
    const found = new Map<string, Node>();
    for (const { key, value } of mapping.entries) {
      if (known !== undefined && !known.includes(key.value)) {
        const others = known.map((each) => `\`${each}\``).join(', ');
        const hint =
          didYouMean(key.value, known) || (known.length === 0 ? '; there are none' : `; there are ${others}`);
        this.note('workspace/unknown-key', placeOf(key), { key: key.value, what, hint });
      } else if (!found.has(key.value) && !isNull(value)) found.set(key.value, value);
    }
    return found;
  }

  mapping(node: Node | undefined, key: string, expected = 'a mapping'): Mapping | undefined {
    if (node === undefined) return undefined;
    return node.kind === 'mapping' ? node : this.wrongType(node, key, expected);
  }

  text(node: Node | undefined, key: string): Said | undefined {
    if (node === undefined) return undefined;
    return node.kind === 'scalar'
      ? { text: node.value, range: placeOf(node) }
      : this.wrongType(node, key, 'a text');
  }

  /** A text, or a list of texts. */
  texts(node: Node | undefined, key: string): readonly Said[] {
    if (node === undefined) return [];
    if (node.kind === 'scalar') return [{ text: node.value, range: placeOf(node) }];
    if (node.kind !== 'sequence') {
      this.wrongType(node, key, 'a text or a list of texts');
      return [];
    }
    return node.items.flatMap((item) => this.text(item, key) ?? []);
  }

  wrongType(node: Node, key: string, expected: string): undefined {
    this.note('workspace/wrong-type', placeOf(node), { key, expected, found: nodeInWords(node) });
    return undefined;
  }
}
