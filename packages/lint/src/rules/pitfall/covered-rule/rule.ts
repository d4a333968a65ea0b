import type { LintRule } from '../../../contract.ts';
import { coveredRules } from '../covered.ts';

/** Reported only where it is proved for every event (packages/logic). */
export const coveredRule: LintRule = {
  id: 'pitfall/covered-rule',
  title: 'Rule that fires only where another one does',
  level: 'info',
  needs: 'rule-set',
  messages: { covered: 'whenever `{narrower}` fires, `{wider}` fires as well' },
  check(set, { report }) {
    for (const { narrower, wider, equal } of coveredRules(set)) {
      if (equal) continue;
      report(
        narrower.idPlace,
        'covered',
        { narrower: narrower.id, wider: wider.id },
        {
          subject: narrower.id,
          related: [{ message: 'the wider rule', place: wider.idPlace }],
        },
      );
    }
  },
};
