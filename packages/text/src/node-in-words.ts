import type { Node } from './positioned-node.ts';

/** Of long texts the beginning. */
const longest = 40;

/** What stands there, for a sentence on what was expected instead: `a list`, or the text itself. */
export function nodeInWords(node: Node): string {
  switch (node.kind) {
    case 'mapping':
      return 'a mapping';
    case 'sequence':
      return 'a list';
    case 'missing':
      return 'nothing';
    case 'scalar':
      return `\`${node.value.length > longest ? `${node.value.slice(0, longest - 3)}…` : node.value}\``;
  }
}
