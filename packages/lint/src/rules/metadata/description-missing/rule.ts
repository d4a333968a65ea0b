import type { LintRule } from '../../../contract.ts';
import { isOwnDefinition } from '../tags.ts';

/** Agents send the description with every event of the rule: whoever is called at night reads it first. */
export const descriptionMissing: LintRule = {
  id: 'metadata/description-missing',
  title: 'Rule without a description',
  level: 'off',
  strict: 'warning',
  needs: 'rule',
  messages: { missing: '`{id}` has no `description`' },
  check(rule, { report }) {
    if (!isOwnDefinition(rule) || (rule.definition.description?.value.trim() ?? '') !== '') return;
    report(rule.idPlace, 'missing', { id: rule.id });
  },
};
