import type { LintRule } from '../../../contract.ts';
import { bareName, mentioned, variableSets } from '../variable-sets.ts';

/** Variables are there for rules (spec/secl.md, Variables); what else takes them from an event is not in a rule set. */
export const setNeverRead: LintRule = {
  id: 'variable/set-never-read',
  title: 'Variable that is set and never read',
  level: 'info',
  needs: 'rule-set',
  messages: { unread: 'no rule of this rule set reads `${{name}}`' },
  check(set, { report }) {
    const names = mentioned(set);
    // One that is read with another scope is reported for that.
    const read = new Set([...names].map(bareName));
    for (const [name, [first]] of variableSets(set)) {
      if (first === undefined || read.has(bareName(name))) continue;
      report(first.place, 'unread', { name }, { subject: first.rule.id });
    }
  },
};
