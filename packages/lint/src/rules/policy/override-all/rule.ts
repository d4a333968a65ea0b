import type { LintRule } from '../../../contract.ts';
import { changes } from '../changed-rule.ts';

/** Agents take `all` only over a rule that the default policy holds (spec/policies.md, Loading 3). */
export const overrideAll: LintRule = {
  id: 'policy/override-all',
  title: '`all` over a rule that is not of the default policy',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    custom:
      'agents take `all` only for rules of the default policy, and `{id}` is defined in `{file}`: name what to change',
  },
  check(set, { report }) {
    for (const { change, rules } of changes(set)) {
      const { id, definition, place } = change;
      const all = definition.overrideFields.find(({ value }) => value === 'all');
      const [base] = rules.map((rule) => rule.base);
      const custom = rules.every((rule) => rule.base.file.kind === 'custom');
      if (all === undefined || base === undefined || !custom) continue;
      if (definition.combine?.value !== 'override' || definition.disabled?.value === true) continue;
      report(place(all.range), 'custom', { id, file: base.file.name }, { subject: id });
    }
  },
};
