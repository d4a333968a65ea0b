import type {
  Comparison,
  NearMiss,
  ReplayReport,
  RuleSummary,
  SeenCondition,
  Side,
  TriggeredEvent,
  WhyNot,
} from '@secl/simulator';
import type { Documents } from '../report/documents.ts';
import { jsonPlace, jsonText } from '../report/json.ts';
import { jsonProblem } from '../report/json-problem.ts';
import { changeOf } from './comparison.ts';
import { reasonOf } from './reason.ts';
import type { Warnings } from './warnings.ts';

interface Around {
  readonly documents: Documents;
  readonly target: string;
  readonly warnings: Warnings;
}

/** The report as `--format json` prints it: packages/cli/schema/replay.schema.json. */
export function replayJson(
  report: ReplayReport,
  whyNot: readonly WhyNot[],
  comparison: Comparison | undefined,
  { documents, target, warnings }: Around,
): string {
  const { schemaVersion, interrupted, recordings, order, events, leftOut, eventTypes, hosts } = report;
  return jsonText({
    schemaVersion,
    target,
    interrupted,
    recordings,
    order,
    events,
    leftOut,
    eventTypes,
    hosts,
    policies: report.policies,
    rules: report.rules.map((rule) => ruleJson(rule, documents)),
    triggered: report.triggered.map(({ conditions, ...triggered }) => ({
      ...triggered,
      conditions: conditions.map(({ text, place, values }) => ({
        text,
        place: jsonPlace(place, documents),
        values,
      })),
    })),
    said: report.said,
    decidable: report.decidable,
    ...(whyNot.length === 0 ? {} : { whyNot: whyNot.map((why) => whyNotJson(why, documents)) }),
    ...(comparison === undefined ? {} : { comparison: comparisonJson(comparison) }),
    warnings: warnings.first.map(({ place, line, column, code, severity, message }) => ({
      recording: place.document,
      line,
      column,
      code,
      severity,
      message,
    })),
    warningsLeftOut: warnings.total - warnings.first.length,
  });
}

function ruleJson({ place, state, ...rule }: RuleSummary, documents: Documents) {
  const { id, policy, outcome, eventTypes, matches, undecided, needs, description, tags } = rule;
  return {
    id,
    status: state.status,
    ...(state.status === 'loaded' ? {} : { reason: reasonOf(state) }),
    policy,
    place: jsonPlace(place, documents),
    outcome,
    eventTypes,
    matches,
    undecided,
    needs,
    description,
    tags,
  };
}

function whyNotJson(why: WhyNot, documents: Documents) {
  const { id, verdict, eventTypes, events, matches, undecided, withoutElements } = why;
  const { state } = verdict;
  return {
    id,
    status: state.status,
    ...(state.status === 'loaded' ? {} : { reason: reasonOf(state) }),
    ...(state.status === 'rejected'
      ? { problems: state.problems.map((problem) => jsonProblem(problem, documents)) }
      : {}),
    place: jsonPlace(verdict.place, documents),
    eventTypes,
    events,
    matches,
    undecided,
    withoutElements,
    conditions: why.conditions.map(({ text, place, failed, undecided: open }) => ({
      text,
      place: jsonPlace(place, documents),
      failed,
      undecided: open,
    })),
    nearest: why.nearest.map((miss) => nearMissJson(miss, documents)),
  };
}

function nearMissJson({ at, source, process, element, failing, conditions }: NearMiss, documents: Documents) {
  return {
    at,
    source,
    process,
    ...(element === undefined ? {} : { element }),
    conditions,
    failing: failing.map((seen) => seenJson(seen, documents)),
  };
}

function seenJson({ text, place, macro, found, wanted, undecided }: SeenCondition, documents: Documents) {
  return {
    text,
    place: jsonPlace(place, documents),
    ...(macro === undefined ? {} : { macro }),
    found,
    wanted,
    undecided,
  };
}

function comparisonJson({ differences, unchanged }: Comparison) {
  return {
    differences: differences.map((difference) => ({
      id: difference.id,
      change: changeOf(difference).words,
      before: sideJson(difference.before),
      after: sideJson(difference.after),
      gained: difference.gained,
      lost: difference.lost,
    })),
    unchanged,
  };
}

function sideJson(side: Side | undefined) {
  if (side === undefined) return null;
  const { state, outcome, matches, undecided } = side;
  return { status: state.status, outcome, matches, undecided };
}

/** One match as one line, printed when its event is read: packages/cli/schema/replay-match.schema.json. */
export function matchLine({ rule, at, host, process, conditions, actions, sent }: TriggeredEvent): string {
  const { id, rule: merged } = rule;
  return `${JSON.stringify({
    rule: id,
    policy: merged.policy.name,
    description: merged.base.value.description?.value ?? '',
    tags: Object.fromEntries([...merged.tags].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...at,
    host,
    process,
    conditions: conditions.map(({ text, found }) => ({ text, found })),
    actions,
    sent,
  })}\n`;
}
