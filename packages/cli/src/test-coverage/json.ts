import {
  type ConditionCoverage,
  type CoverageReport,
  type ExpressionCoverage,
  type MutationReport,
  missingInWords,
  mutationTotals,
  percentOf,
  type RuleCoverage,
} from '@secl/testing';
import type { Location } from '@secl/text';
import type { Documents } from '../report/documents.ts';
import { mutationScore } from './mutation-pretty.ts';

/** For programs: `schema/test-coverage.schema.json`. */
export function jsonCoverage(
  report: CoverageReport,
  mutation: MutationReport | undefined,
  documents: Documents,
): string {
  const { sidesSeen, sidesToSee, rules } = report;
  const whole = {
    schemaVersion: 1,
    percent: percentOf(report),
    outcomes: sidesToSee,
    seen: sidesSeen,
    rules: rules.map((rule) => ruleJson(rule, documents)),
    ...(mutation !== undefined && { mutation: mutationJson(mutation, documents) }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function ruleJson(rule: RuleCoverage, documents: Documents) {
  const { id, policy, eventTypes, actions } = rule;
  return {
    id,
    policy,
    eventTypes,
    ...expressionJson(rule, documents),
    actions: actions.map((each) => ({
      action: each.action,
      role: each.role,
      ...expressionJson(each, documents),
    })),
  };
}

function expressionJson(coverage: ExpressionCoverage, documents: Documents) {
  const { expression, events, matches, sidesSeen, sidesToSee, conditions } = coverage;
  return {
    place: placeJson(coverage.place, documents),
    expression,
    events,
    matches,
    percent: percentOf(coverage),
    outcomes: sidesToSee,
    seen: sidesSeen,
    conditions: conditions.map((condition) => conditionJson(condition, documents)),
  };
}

function conditionJson(condition: ConditionCoverage, documents: Documents) {
  const { text, macros, sides } = condition;
  return {
    text,
    place: placeJson(condition.place, documents),
    macros,
    true: sides.true,
    false: sides.false,
    missing: missingInWords(condition),
  };
}

function mutationJson(report: MutationReport, documents: Documents) {
  const { noticed, equivalent, survived } = mutationTotals(report);
  const { rules, unmet, notReached, notPassing } = report;
  return {
    percent: mutationScore(report),
    noticed,
    survived,
    equivalent,
    survivors: rules.flatMap(({ kind, id, survivors }) =>
      survivors.map(({ mutant, event, matchesNow }) => ({
        of: { kind, id },
        ...(mutant.action !== undefined && { action: mutant.action }),
        kind: mutant.kind,
        place: placeJson(mutant.place, documents),
        says: mutant.says,
        event: event ?? null,
        matches: matchesNow,
      })),
    ),
    unmet,
    notReached,
    notPassing,
  };
}

function placeJson(inner: Location, documents: Documents) {
  const { document, range } = documents.outward(inner);
  const at = documents.lines(document)?.positionAt(range.start);
  return { file: document, line: at?.line ?? 1, column: at?.column ?? 1 };
}
