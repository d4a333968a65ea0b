import type { LintRule } from '../../../contract.ts';

/** `allin` means "all" for arrays of IP addresses only; elsewhere it is `in` (spec/secl.md, Types). */
export const allinIsIn: LintRule = {
  id: 'pitfall/allin-is-in',
  title: '`allin` that is `in`',
  level: 'warning',
  needs: 'expression',
  messages: {
    same: '`allin` means "all" only where the left side is an array of IP addresses: here it is `in`',
  },
  check({ leaves, at, fix }, { report }) {
    for (const leaf of leaves) {
      if (leaf.kind !== 'test' || leaf.node.kind !== 'membership') continue;
      const { operator } = leaf.node;
      if (operator.name !== 'allin' || (leaf.test === 'ip' && leaf.all)) continue;
      const mend = fix('safe', 'write `in`', [{ span: operator.span, text: 'in' }]);
      report(at(operator.span), 'same', {}, { fix: mend });
    }
  },
};
