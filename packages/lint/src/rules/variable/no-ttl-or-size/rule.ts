import type { LintRule } from '../../../contract.ts';
import { variableOf, variableSets } from '../variable-sets.ts';

/** An array holds 100 members unless `size` says otherwise, and for ever unless `ttl` does (spec/secl.md, Variables). */
export const noTtlOrSize: LintRule = {
  id: 'variable/no-ttl-or-size',
  title: 'List that grows without a limit of its own',
  level: 'info',
  strict: 'warning',
  needs: 'rule-set',
  messages: {
    grows:
      '`${{name}}` has neither `ttl` nor `size`: it keeps the last 100 values that were added, however old they are, and forgets the others',
  },
  check(linted, { report }) {
    for (const [name, sets] of variableSets(linted)) {
      const definition = variableOf(linted, name);
      // What a process holds goes with the process.
      if (definition?.array !== true || definition.scope === 'process') continue;
      if (sets.some(({ set }) => set.ttl !== undefined || set.size !== undefined)) continue;
      const [growing] = sets.filter(({ set }) => set.value === undefined);
      if (growing === undefined) continue;
      report(growing.place, 'grows', { name }, { subject: growing.rule.id });
    }
  },
};
