import type { LintRule } from '../../../contract.ts';
import type { LintedRule } from '../../../view/linted.ts';
import { coveredRules } from '../covered.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const sameRule: LintRule = {
  id: 'pitfall/same-rule',
  title: 'Two rules that fire on the same events',
  level: 'warning',
  needs: 'rule-set',
  messages: { same: '`{narrower}` fires on the same events as `{wider}`: each of them is reported twice' },
  *check(set, { report }) {
    const told = new Set<LintedRule>();
    for (const { narrower, wider, equal } of yield* coveredRules(set)) {
      // Of three that are the same, two are superfluous.
      if (told.has(narrower)) continue;
      if (!equal || narrower.definition.actions.length > 0 || wider.definition.actions.length > 0) continue;
      told.add(narrower);
      report(
        narrower.idPlace,
        'same',
        { narrower: narrower.id, wider: wider.id },
        {
          subject: narrower.id,
          related: [{ message: 'the other rule', place: wider.idPlace }],
        },
      );
    }
  },
};
