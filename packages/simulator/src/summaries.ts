import type { MergedRule, RuleSet } from '@secl/policy';
import type { MatchedEvents, Outcome, RuleSummary, Triggered } from './report.ts';
import type { RuleRecord } from './rule-record.ts';

/** What became of every rule, those that are not loaded included. `came`: whether events of a type were there. */
export function ruleSummaries(
  { rules, verdicts }: RuleSet,
  records: ReadonlyMap<string, RuleRecord>,
  came: (type: string) => boolean,
): readonly RuleSummary[] {
  const types = new Map<string, Set<string>>();
  for (const { id, eventType } of rules) types.set(id, (types.get(id) ?? new Set()).add(eventType));
  return verdicts.map(({ id, policy, place, state, rule }) => {
    const record = rule === undefined ? undefined : records.get(id);
    const eventTypes = rule === undefined ? [] : [...(types.get(id) ?? [])];
    return {
      id,
      policy,
      place,
      state,
      outcome: outcomeOf(record, eventTypes, came),
      eventTypes,
      matches: record?.matches ?? 0,
      undecided: record?.undecided ?? 0,
      needs: [...(record?.needs ?? [])].sort(),
      ...metadata(rule),
      matched: record?.matched ?? nothing,
    };
  });
}

const nothing: MatchedEvents = { fingerprint: 0, first: new Map(), complete: true };

function outcomeOf(
  record: RuleRecord | undefined,
  eventTypes: readonly string[],
  came: (type: string) => boolean,
): Outcome {
  if (eventTypes.length === 0) return 'not-loaded';
  if (record !== undefined && record.matches > 0) return 'triggered';
  if (record !== undefined && record.undecided > 0) return 'undecided';
  return eventTypes.some(came) ? 'no-match' : 'no-event';
}

/** One, or none where the rule never matched. */
export function triggeredSummary(record: RuleRecord): readonly Triggered[] {
  const { rule, first, last, matches, sent } = record;
  if (first === undefined || last === undefined) return [];
  return [
    {
      id: rule.id,
      policy: rule.rule.policy.name,
      ...metadata(rule.rule),
      matches,
      sent,
      first,
      last,
      processes: record.processSummaries(),
      otherProcesses: record.otherProcesses,
      conditions: record.conditionSummaries(),
      actions: record.actionSummaries(),
    },
  ];
}

function metadata(rule: MergedRule | undefined): Pick<RuleSummary, 'description' | 'tags'> {
  return {
    description: rule?.base.value.description?.value ?? '',
    tags: Object.fromEntries([...(rule?.tags ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
