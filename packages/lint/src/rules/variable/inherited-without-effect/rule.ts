import type { LintRule } from '../../../contract.ts';
import { variableOf, variableSets } from '../variable-sets.ts';

/** All `set`s of a name make one variable: the last that says whether it is inherited decides (spec/secl.md, Variables). */
export const inheritedWithoutEffect: LintRule = {
  id: 'variable/inherited-without-effect',
  title: '`inherited` that has no effect',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    overruled:
      '`inherited` has no effect: `{other}` sets the same variable `${{name}}` with `inherited: false`, and that counts',
  },
  check(linted, { report }) {
    for (const [name, sets] of variableSets(linted)) {
      if (variableOf(linted, name)?.inherited !== false) continue;
      const overruling = sets.filter(({ set }) => set.inherited?.value === false).at(-1);
      if (overruling === undefined) continue;
      for (const { set, rule } of sets) {
        if (set.inherited?.value !== true) continue;
        const related = [{ message: 'this one counts', place: overruling.place }];
        const values = { name, other: overruling.rule.id };
        report(rule.place(set.inherited.range), 'overruled', values, { subject: rule.id, related });
      }
    }
  },
};
