import { literalOf } from '@secl/policy';
import type { LintRule } from '../../../contract.ts';
import { type VariableSet, variableOf, variableSets } from '../variable-sets.ts';

/** Arrays only grow: `set` without `append` adds, too (spec/secl.md, Variables). */
export const setWithoutAppend: LintRule = {
  id: 'variable/set-without-append',
  title: '`set` of an array that looks as if it replaced',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    adds: 'agents add to `${{name}}` here, as with `append`: a `set` never replaces what an array holds',
  },
  check(linted, { report }) {
    for (const [name, sets] of variableSets(linted)) {
      if (variableOf(linted, name)?.array !== true || isOneList(sets)) continue;
      for (const { set, rule, place } of sets)
        if (!set.append) report(place, 'adds', { name }, { subject: rule.id });
    }
  },
};

/** The same list whoever sets it: to add its members again changes nothing. */
function isOneList(sets: readonly VariableSet[]): boolean {
  const lists = sets.map(({ set }) => {
    const value = set.value === undefined ? undefined : literalOf(set.value);
    return typeof value === 'object' ? value.map(String).join('\u0000') : undefined;
  });
  return lists.every((list) => list !== undefined) && new Set(lists).size === 1;
}
