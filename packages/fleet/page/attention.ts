/** The chosen rules in the order in which somebody should look at them. */
import type { PageOutcome } from '../src/page/page-data.ts';
import { needsLook } from '../src/report/counting.ts';
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
  /** Whether this, too, is what is worst about it. */
  readonly isWorst: (outcome: PageOutcome) => boolean;
  /** In error somewhere, or not live on an agent where it should be: what every report counts. */
  readonly needsLook: boolean;
  /** Live wherever it should be, hosts without an agent among them. */
  readonly isWhole: boolean;
}

const ranks = ['rejected', 'silent', 'undecided', 'filtered', 'absent', 'live'];
const severities = ['info', 'low', 'medium', 'high', 'critical'];

/** Those that need a look first, in error before silent; then by severity, then by how few are left. */
export function rankedRules(fleet: Fleet, selection: Selection): readonly RankedRule[] {
  const ranked = selection.lens.rules.map((rule) => rankedRule(fleet, selection, rule));
  const severity = ({ rule }: RankedRule): number =>
    severities.indexOf(fleet.data.rules[rule]?.severity ?? '');
  return ranked.sort(
    (a, b) =>
      Number(b.needsLook) - Number(a.needsLook) ||
      Number(a.isWhole) - Number(b.isWhole) ||
      rankOf(a.worst) - rankOf(b.worst) ||
      severity(b) - severity(a) ||
      a.counted.share - b.counted.share,
  );
}

function rankedRule(fleet: Fleet, selection: Selection, rule: number): RankedRule {
  const counted = countRule(fleet, selection, rule);
  const reasons = counted.reasons.flatMap(({ outcome: number, members }) => {
    const outcome = fleet.data.outcomes[number];
    return outcome === undefined ? [] : [{ outcome, members }];
  });
  // What its author wants is no reason to look, as long as there is another.
  const losses = reasons.filter(({ outcome }) => needsLook(outcome));
  const isLost = losses.length > 0;
  let worst: PageOutcome | undefined;
  for (const { outcome } of isLost ? losses : reasons) if (rankOf(outcome) < rankOf(worst)) worst = outcome;
  const isWorst = (outcome: PageOutcome): boolean =>
    outcome.status === worst?.status && needsLook(outcome) === isLost;
  const members = reasons.reduce((sum, each) => sum + (isWorst(each.outcome) ? each.members : 0), 0);
  return { rule, counted, worst, members, isWorst, needsLook: isLost, isWhole: counted.share >= 1 };
}

function rankOf(outcome: PageOutcome | undefined): number {
  return ranks.indexOf(outcome?.status ?? 'live');
}
