import { isCondition, type Literal, unwrap } from '@secl/language';
import type { LintRule } from '../../../contract.ts';

/** A variable on the left is compared literally, pattern or regexp or not; in a list both work (spec/secl.md, Strings). */
export const patternOnVariable: LintRule = {
  id: 'pitfall/pattern-on-variable',
  title: 'Pattern on a variable',
  level: 'warning',
  needs: 'expression',
  messages: {
    literal:
      'a variable is compared literally here, so `{variable}` must be the text `{value}` itself: in a list, `in [{text}]`, it matches',
  },
  check({ leaves, source, at, fix }, { report }) {
    for (const leaf of leaves) {
      if (leaf.kind !== 'test' || leaf.test !== 'same-string' || leaf.node.kind !== 'comparison') continue;
      const { left, right, node, negated } = leaf;
      const [operator] = node.operators;
      if (isCondition(left) || unwrap(left).kind !== 'variable' || right.kind !== 'literal') continue;
      if (operator === undefined || node.operators.length > 1 || !matches(right, operator.name)) continue;
      const text = right.form === 'plain' ? `~${source(right.node.span)}` : source(right.node.span);
      const mend = fix('suggested', 'compare it with a list', [
        { span: operator.span, text: negated ? 'not in' : 'in' },
        { span: right.node.span, text: `[${text}]` },
      ]);
      const values = { variable: source(left.node.span), value: String(right.value), text };
      report(at(right.node.span), 'literal', values, { fix: mend });
    }
  },
};

/** Whether it says more than one text. */
function matches({ form, value }: Literal, operator: string): boolean {
  if (form === 'regexp') return true;
  const pattern = form === 'pattern' || operator === '=~' || operator === '!~';
  return pattern && String(value).includes('*');
}
