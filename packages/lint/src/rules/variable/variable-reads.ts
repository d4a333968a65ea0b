import type { Span } from '@secl/text';
import type { LintedExpression } from '../../view/linted.ts';

export interface VariableRead {
  readonly name: string;
  readonly span: Span;
}

/** Variables that a text reads, alone or inside of a string; in patterns and regexps nothing is inserted. */
export function readsIn({ nodes, parsed }: LintedExpression): readonly VariableRead[] {
  if (!parsed.tree.text.includes('${')) return [];
  return nodes.flatMap((node): readonly VariableRead[] => {
    if (node.kind === 'variable') return [{ name: node.name, span: node.span }];
    if (node.kind !== 'string') return [];
    return [...node.value.matchAll(/\$\{([A-Za-z_][\w.]*)\}/g)].map(({ 0: whole, 1: name = '', index }) => {
      const start = node.span.start + 1 + index;
      return { name, span: { start, end: start + whole.length } };
    });
  });
}
