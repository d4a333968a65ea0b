import type { Comparison, ReplayReport, SeenCondition, TriggeredEvent, WhyNot } from '@secl/simulator';
import type { Documents } from '../report/documents.ts';
import { jsonPlace, jsonText } from '../report/json.ts';
import { reasonOf } from './reason.ts';

interface Around {
  readonly documents: Documents;
  readonly target: string;
  readonly warnings: readonly string[];
}

/** The report as `--format json` prints it: see schema/replay.schema.json. */
export function replayJson(
  report: ReplayReport,
  whyNot: readonly WhyNot[],
  comparison: Comparison | undefined,
  { documents, target, warnings }: Around,
): string {
  const { schemaVersion, interrupted, order, events, eventTypes, hosts, decidable } = report;
  return jsonText({
    schemaVersion,
    target,
    interrupted,
    recordings: report.recordings,
    order,
    events,
    eventTypes,
    hosts,
    policies: report.policies,
    rules: report.rules.map(({ place, state, ...rule }) => ({
      id: rule.id,
      status: state.status,
      ...(reasonOf(state) === '' ? {} : { reason: reasonOf(state) }),
      policy: rule.policy,
      place: jsonPlace(place, documents),
      outcome: rule.outcome,
      eventTypes: rule.eventTypes,
      matches: rule.matches,
      undecided: rule.undecided,
      needs: rule.needs,
      description: rule.description,
      tags: rule.tags,
    })),
    triggered: report.triggered.map(({ conditions, ...triggered }) => ({
      ...triggered,
      conditions: conditions.map(({ text, place, values }) => ({
        text,
        place: jsonPlace(place, documents),
        values,
      })),
    })),
    decidable,
    ...(whyNot.length === 0 ? {} : { whyNot: whyNot.map(whyNotJson) }),
    ...(comparison === undefined
      ? {}
      : { comparison: { differences: comparison.differences, unchanged: comparison.unchanged } }),
    warnings,
  });
}

function whyNotJson({ id, events, matches, undecided, conditions, nearest }: WhyNot) {
  return {
    id,
    events,
    matches,
    undecided,
    conditions: conditions.map(({ condition, failed, undecided: open }) => ({
      text: condition.text,
      failed,
      undecided: open,
    })),
    nearest: nearest.map(({ at, process, failing, conditions: of }) => ({
      at,
      process,
      conditions: of,
      failing: failing.map(seenJson),
    })),
  };
}

function seenJson({ text, found, wanted, undecided }: SeenCondition) {
  return { text, found, wanted, undecided };
}

/** One match as one line, printed when its event is read. */
export function matchLine({ rule, at, host, process, conditions, actions, sent }: TriggeredEvent): string {
  return `${JSON.stringify({
    rule: rule.id,
    policy: rule.rule.policy.name,
    recording: at.recording,
    line: at.line,
    time: at.time,
    type: at.type,
    host,
    process,
    tags: Object.fromEntries(rule.rule.tags),
    conditions: conditions.map(({ text, found }) => ({ text, found })),
    actions: actions.map(({ action, outcome, detail }) => ({ action, outcome, detail })),
    sent,
  })}\n`;
}
