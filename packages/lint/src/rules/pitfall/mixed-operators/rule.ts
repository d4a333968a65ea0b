import type { Chain } from '@secl/language';
import type { LintRule } from '../../../contract.ts';

/** `&&` and `||` have one precedence and group to the right (spec/secl.md, Grouping): nobody expects that. */
export const mixedOperators: LintRule = {
  id: 'pitfall/mixed-operators',
  title: '`&&` and `||` without parentheses',
  level: 'warning',
  needs: 'expression',
  messages: {
    mixed: '`&&` and `||` are equally strong and group from the right: agents read this as `{grouped}`',
  },
  check({ nodesOf, source, at, fix }, { report }) {
    for (const node of nodesOf('chain')) {
      if (!surprises(node)) continue;
      const inner = rightGroups(node);
      report(
        at(node.span),
        'mixed',
        { grouped: short(grouped(node, source)) },
        {
          fix: fix('safe', 'add the parentheses that agents see', [
            ...inner.map(({ start }) => ({ span: { start, end: start }, text: '(' })),
            { span: { start: node.span.end, end: node.span.end }, text: ')'.repeat(inner.length) },
          ]),
        },
      );
    }
  },
};

/** `a || b && c` groups as everyone expects; it is `&&` in front of `||` that does not. */
function surprises({ operators }: Chain): boolean {
  const firstAnd = operators.findIndex(({ name }) => name === '&&');
  return firstAnd >= 0 && operators.some(({ name }, index) => index > firstAnd && name === '||');
}

/** Where the operators change, the rest of the chain is one group. */
function rightGroups({ operands, operators }: Chain): readonly { readonly start: number }[] {
  return operators.flatMap((operator, index) => {
    const next = operators[index + 1];
    const operand = operands[index + 1];
    return next !== undefined && next.name !== operator.name && operand !== undefined ? [operand.span] : [];
  });
}

function grouped({ operands, operators }: Chain, source: (span: Chain['span']) => string): string {
  const start = operands[0]?.span.start ?? 0;
  let text = source({ start, end: operands[operands.length - 1]?.span.end ?? start });
  const groups = rightGroups({ operands, operators } as Chain);
  for (const group of [...groups].reverse())
    text = `${text.slice(0, group.start - start)}(${text.slice(group.start - start)})`;
  return text;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 120 ? line : `${line.slice(0, 70)} … ${line.slice(-40)}`;
}
