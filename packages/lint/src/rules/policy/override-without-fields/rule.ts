import type { LintRule } from '../../../contract.ts';
import { changes } from '../changed-rule.ts';

/** An override changes what its `fields` name (spec/policies.md, Loading 3). Without any it can still enable a rule. */
export const overrideWithoutFields: LintRule = {
  id: 'policy/override-without-fields',
  title: 'Override that changes nothing',
  level: 'warning',
  needs: 'rule-set',
  messages: {
    none: 'this override names no `override_options.fields`, so agents change nothing of `{id}`',
  },
  check(set, { report }) {
    for (const { change, rules } of changes(set)) {
      const { combine, overrideFields, disabled } = change.definition;
      if (combine?.value !== 'override' || overrideFields.length > 0 || disabled?.value === true) continue;
      if (rules.some(({ base }) => base.value.disabled?.value === true)) continue;
      const { id } = change;
      report(change.place(combine.range), 'none', { id }, { subject: id });
    }
  },
};
