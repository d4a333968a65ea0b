import type { LintRule } from '../../../contract.ts';

/** `filters` that are true on every target keep the rule away from nothing. */
export const filterAlwaysMet: LintRule = {
  id: 'portability/filter-always-met',
  title: 'Filter that every target meets',
  level: 'info',
  needs: 'rule',
  messages: {
    everywhere:
      'all {count} targets of this rule set meet the filters of `{id}`: they keep it away from none',
  },
  check({ definition, verdicts, id, place }, { report }) {
    const [first] = definition.filters;
    // Of a single target nobody knows whether somebody chose it.
    if (first === undefined || verdicts.length < 2) return;
    if (verdicts.some(({ verdict: { state } }) => state.status !== 'loaded' && state.status !== 'rejected'))
      return;
    report(place(first.range), 'everywhere', { count: verdicts.length, id });
  },
};
