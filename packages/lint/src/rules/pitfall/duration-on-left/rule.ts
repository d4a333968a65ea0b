import { type Literal, type Operand, unwrap } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import { ownInts } from '../int-operands.ts';

const turned: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Only `field < 5s` compares an age; with the duration on the left it is the value itself (spec/secl.md, Types). */
export const durationOnLeft: LintRule = {
  id: 'pitfall/duration-on-left',
  title: 'Duration on the left side',
  level: 'warning',
  needs: 'expression',
  messages: {
    value:
      'with the duration on the left agents compare `{field}` itself, a time since 1970, and not how long ago it was',
  },
  check(expression, { report }) {
    const { source, at, fix } = expression;
    for (const { leaf } of ownInts(expression)) {
      const { left, right, node } = leaf;
      const read = unwrap(right);
      if (!isDuration(left) || read.kind !== 'field' || !/_at$/.test(read.field.name)) continue;
      const field = source(right.node.span);
      const operator = turned[leaf.operator];
      const text = `${field} ${operator} ${source(left.node.span)}`;
      const mend =
        operator === undefined ? undefined : fix('suggested', 'turn it round', [{ span: node.span, text }]);
      report(at(node.span), 'value', { field }, { fix: mend });
    }
  },
};

function isDuration(operand: Operand): operand is Literal {
  return operand.kind === 'literal' && operand.form === 'duration';
}
