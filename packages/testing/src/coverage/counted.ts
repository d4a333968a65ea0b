/** Counts of rules as what is reported of them. */
import { locateSpan } from '@secl/policy';
import { actionInWords } from '../actions/action-condition.ts';
import type { Counts, ExpressionCounts, RuleCounts } from './counts.ts';
import {
  type ActionCoverage,
  type ConditionCoverage,
  type Counted,
  type ExpressionCoverage,
  type RuleCoverage,
  type Side,
  type SideCoverage,
  sides,
} from './report.ts';

export function ruleCoverage(counts: RuleCounts): RuleCoverage {
  const { rule, eventTypes } = counts;
  const own = expressionCoverage(counts);
  const actions = [...counts.actions.values()].map(
    (each): ActionCoverage => ({
      ...expressionCoverage(each),
      action: actionInWords(each.of.action),
      role: each.of.role,
    }),
  );
  return {
    ...own,
    ...totals([own, ...actions]),
    id: rule.id,
    policy: rule.rule.policy.name,
    eventTypes: [...eventTypes],
    actions,
  };
}

function expressionCoverage({ rule, conditions, events, matches }: ExpressionCounts): ExpressionCoverage {
  const { expression } = rule;
  const found = [...conditions.values()].map(conditionCoverage);
  const whole = expression.value.value;
  const all = found.flatMap((condition) => sides.map((side) => condition.sides[side]));
  return {
    place: locateSpan(expression, { start: 0, end: whole.length }),
    expression: whole,
    locate: (span) => locateSpan(expression, span),
    events,
    matches,
    conditions: found,
    sidesToSee: all.filter(({ impossible }) => !impossible).length,
    sidesSeen: all.filter(({ decided }) => decided > 0).length,
  };
}

function conditionCoverage({ where, ...counts }: Counts): ConditionCoverage {
  const side = (of: Side): SideCoverage => ({
    seen: counts.seen[of],
    decided: counts.decided[of],
    impossible: !counts.possible[of],
  });
  return { ...where, sides: { true: side('true'), false: side('false') } };
}

export function totals(all: readonly Counted[]): Counted {
  const sum = (of: (counted: Counted) => number): number => all.reduce((total, each) => total + of(each), 0);
  return { sidesToSee: sum((each) => each.sidesToSee), sidesSeen: sum((each) => each.sidesSeen) };
}
