import type { LintRule } from '../../../contract.ts';
import type { LintedRule } from '../../../view/linted.ts';

/** What `filters` decide on the targets of a rule set. */
export const filterMetNowhere: LintRule = {
  id: 'portability/filter-met-nowhere',
  title: 'Filter that no target meets',
  level: 'info',
  strict: 'warning',
  needs: 'rule',
  messages: {
    nowhere: 'none of the {count} targets of this rule set meets the filters of `{id}`: it runs nowhere',
  },
  check(rule, { report }) {
    const { definition, verdicts, id, place } = rule;
    const [first] = definition.filters;
    // Of a single target nobody knows whether somebody chose it.
    if (first === undefined || verdicts.length < 2 || !filteredEverywhere(rule)) return;
    report(place(first.range), 'nowhere', { count: verdicts.length, id });
  },
};

function filteredEverywhere({ verdicts }: LintedRule): boolean {
  return verdicts.every(
    ({ verdict: { state } }) => state.status === 'filtered' && state.by === 'rule_filter',
  );
}
