/** The chosen rules in the order in which somebody should look at them. */
import type { PageOutcome } from '../src/page/page-data.ts';
import { type CountedRule, countRule } from './counting.ts';
import type { Fleet } from './fleet.ts';
import type { Selection } from './select.ts';

export interface RankedRule {
  /** Into the rules of the report. */
  readonly rule: number;
  readonly counted: CountedRule;
  /** The worst that becomes of it, and on how many that is so. */
  readonly worst: PageOutcome | undefined;
  readonly members: number;
  /** Live wherever it should be. */
  readonly isWhole: boolean;
}

const ranks = ['rejected', 'silent', 'undecided', 'filtered', 'absent', 'live'];
const severities = ['info', 'low', 'medium', 'high', 'critical'];

/** Those that are not live everywhere first, in error before silent; then by severity, then by how few are left. */
export function rankedRules(fleet: Fleet, selection: Selection): readonly RankedRule[] {
  const ranked = selection.lens.rules.map((rule): RankedRule => {
    const counted = countRule(fleet, selection, rule);
    let worst: PageOutcome | undefined;
    for (const { outcome } of counted.reasons) {
      const each = fleet.data.outcomes[outcome];
      if (each !== undefined && rankOf(each) < rankOf(worst)) worst = each;
    }
    const members = worst === undefined ? 0 : counted.counts[worst.status];
    return { rule, counted, worst, members, isWhole: counted.share >= 1 };
  });
  const severity = ({ rule }: RankedRule): number =>
    severities.indexOf(fleet.data.rules[rule]?.severity ?? '');
  return ranked.sort(
    (a, b) =>
      Number(a.isWhole) - Number(b.isWhole) ||
      rankOf(a.worst) - rankOf(b.worst) ||
      severity(b) - severity(a) ||
      a.counted.share - b.counted.share,
  );
}

function rankOf(outcome: PageOutcome | undefined): number {
  return ranks.indexOf(outcome?.status ?? 'live');
}
