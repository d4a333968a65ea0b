import type { LintRule } from '../../../contract.ts';
import { arrayTest } from '../array-tests.ts';

/** `!=` and `not in` turn the whole "some element" round (spec/secl.md, Types): what good rules ask all day. */
export const noElement: LintRule = {
  id: 'pitfall/no-element',
  title: '`!=` on an array',
  level: 'off',
  needs: 'expression',
  messages: {
    none: 'true when no element of `{name}` is equal to it, and so also when there is none',
  },
  check({ leaves, at }, { report }) {
    for (const leaf of leaves) {
      const test = arrayTest(leaf);
      if (test?.leaf.negated === true) report(at(leaf.node.span), 'none', { name: test.name });
    }
  },
};
