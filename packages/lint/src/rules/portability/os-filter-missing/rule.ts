import type { LintRule } from '../../../contract.ts';
import type { LintedRule } from '../../../view/linted.ts';

/** Event types and fields differ by platform: a rule for one of them is rejected on the other unless it is filtered. */
export const osFilterMissing: LintRule = {
  id: 'portability/os-filter-missing',
  title: 'Rule for one platform in a pack for both, without a filter',
  level: 'warning',
  needs: 'rule',
  messages: {
    missing:
      'this rule is for {platform} only, and the rule set goes to {other} too, where agents reject it: add `filters: [os == "{platform}"]`',
  },
  check(rule, { report }) {
    const { definition, idPlace, verdicts } = rule;
    const [one] = verdicts;
    const isForBoth = verdicts.some(({ target }) => target.target.platform !== one?.target.target.platform);
    if (definition.filters.length > 0 || !isForBoth) return;
    const loads = platformsWhere(rule, 'loaded');
    const rejects = platformsWhere(rule, 'rejected');
    const [platform] = loads;
    const [other] = rejects;
    if (loads.size !== 1 || rejects.size !== 1 || platform === other) return;
    if (platform !== undefined && other !== undefined) report(idPlace, 'missing', { platform, other });
  },
};

function platformsWhere({ verdicts }: LintedRule, status: 'loaded' | 'rejected'): ReadonlySet<string> {
  return new Set(
    verdicts
      .filter(({ verdict }) => verdict.state.status === status)
      .map(({ target }) => target.target.platform),
  );
}
