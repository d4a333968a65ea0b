import type { Ident } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import type { LintedExpression } from '../../../view/linted.ts';

/** `[0]` is an iterator variable with an odd name, not an index (spec/secl.md, Names). */
export const indexZero: LintRule = {
  id: 'pitfall/index-zero',
  title: '`[0]` taken for an index',
  level: 'warning',
  needs: 'expression',
  messages: {
    variable:
      '`[{number}]` is no index: it stands for any element, as `[A]` does, and the same one wherever it is used',
  },
  check(expression, { report }) {
    const { parsed, nodesOf, at } = expression;
    if (!/\[\d+\]\./.test(parsed.tree.text)) return;
    const numbered = nodesOf('ident').flatMap((node) => {
      const [, number, rest] = /\[(\d+)\]\.(.+)$/.exec(node.name) ?? [];
      return number !== undefined && rest !== undefined ? [{ node, number, rest }] : [];
    });
    const fix = asParent(expression, numbered);
    for (const { node, number } of numbered) {
      const start = node.span.start + node.name.indexOf('[');
      const span = { start, end: start + number.length + 2 };
      report(at(span), 'variable', { number }, { fix });
    }
  },
};

/** The first ancestor is the parent. */
function asParent(
  { facts, fix }: LintedExpression,
  numbered: readonly { readonly node: Ident; readonly number: string; readonly rest: string }[],
) {
  const edits = numbered.flatMap(({ node, number, rest }) => {
    const parent = node.name.replace('.ancestors[0].', '.parent.');
    const known = number === '0' && parent.endsWith(`.parent.${rest}`) && facts.field(parent) !== undefined;
    return known ? [{ span: node.span, text: parent }] : [];
  });
  if (edits.length === 0 || edits.length < numbered.length) return undefined;
  return fix('suggested', 'ask the parent', edits);
}
