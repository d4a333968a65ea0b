import { limits } from '../limits.ts';
import { type Node, withProperties } from '../positioned-node.ts';
import { type TextProblem, textProblem } from '../report.ts';
import type { Range } from '../span.ts';

/** The anchors of one document, in the order in which they are met. */
export interface Aliases {
  /** The anchored node starts: an alias to it would hold itself. */
  open(name: string): void;
  close(name: string, node: Node): void;
  /** What an alias stands for. The tree is shared, not copied, so a bomb costs nothing until somebody walks it. */
  resolve(name: string, range: Range): Node;
}

interface Anchored {
  readonly node: Node;
  readonly size: number;
}

export function createAliases(problems: TextProblem[]): Aliases {
  const anchors = new Map<string, Anchored | 'open'>();
  const sizes = new WeakMap<Node, number>();
  let expanded = 0;

  function size(node: Node): number {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const below =
      node.kind === 'mapping'
        ? node.entries.map((entry) => entry.value)
        : node.kind === 'sequence'
          ? node.items
          : [];
    const total = below.reduce((sum, child) => sum + size(child), 1);
    sizes.set(node, total);
    return total;
  }

  function missing(range: Range, problem: TextProblem): Node {
    problems.push(problem);
    return { kind: 'missing', range: { start: range.start, end: range.start } };
  }

  return {
    open: (name) => void anchors.set(name, 'open'),
    close: (name, node) => void anchors.set(name, { node, size: size(node) }),
    resolve(name, range) {
      const anchored = anchors.get(name);
      if (anchored === undefined || anchored === 'open') {
        const detail = anchored === 'open' ? 'stands inside its own anchor' : 'has no anchor before it';
        return missing(range, textProblem('text/yaml-alias', range, { name, detail }));
      }
      expanded += anchored.size;
      if (expanded > limits.values) {
        return missing(range, textProblem('text/yaml-alias-size', range, { limit: limits.values }));
      }
      const alias = { name, range };
      const node =
        anchored.node.kind === 'scalar'
          ? withProperties(anchored.node, { alias })
          : { ...anchored.node, alias };
      sizes.set(node, anchored.size);
      return node;
    },
  };
}
