import { type ActionOutcome, type Match, type Observer, RunningRuleSet, traceRule } from '@secl/engine';
import { formatTime, type SourceLine } from '@secl/events';
import { catalogue, type Event } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';
import { describeAction } from './actions.ts';
import { matchedConditions, type SeenCondition } from './conditions.ts';
import { processReader } from './process.ts';
import type {
  ActionSummary,
  ConditionSummary,
  Occurrence,
  ProcessSummary,
  RuleSummary,
  Triggered,
} from './report.ts';
import { Tally } from './tally.ts';
import { type WhyNot, WhyNotCollector } from './why-not.ts';

/** A match as it is told while the replay goes on. */
export interface TriggeredEvent {
  readonly rule: LoadedRule;
  readonly at: Occurrence;
  readonly host: string;
  readonly process: { readonly pid: string; readonly process: string; readonly arguments: string };
  readonly conditions: readonly SeenCondition[];
  readonly actions: readonly ActionSummary[];
  readonly sent: boolean;
}

export interface ReplayOptions {
  /** Names of the recordings, by the index that events come with. */
  readonly recordings: readonly string[];
  /** Explain why these rules do not match. */
  readonly why?: readonly string[];
  /** Only these rules are looked at in the report; all run, because of their variables. */
  readonly only?: ReadonlySet<string>;
  /** Comes at each match. */
  readonly onMatch?: (match: TriggeredEvent) => void;
}

/** Traces cost; the first matches of a rule tell what it rests on. */
const tracedMatches = 50;
const keptProcesses = 200;
const keptValues = 10;

interface Record {
  readonly rule: LoadedRule;
  matches: number;
  sent: number;
  undecided: number;
  readonly needs: Set<string>;
  first: Occurrence | undefined;
  /** How many rules had matched when this one did first. */
  order: number;
  last: Occurrence | undefined;
  readonly processes: Tally<Omit<ProcessSummary, 'matches'>>;
  readonly conditions: Map<string, { condition: SeenCondition; values: Tally }>;
  readonly actions: Tally<Omit<ActionSummary, 'times'>>;
}

/** Runs a rule set over events and keeps what a report needs, in constant memory. */
export class Replay {
  readonly ruleSet: RuleSet;
  private readonly running: RunningRuleSet;
  private readonly options: ReplayOptions;
  private readonly records = new Map<string, Record>();
  private readonly types = new Map<string, number>();
  private readonly hosts = new Set<string>();
  private readonly whys: ReadonlyMap<string, WhyNotCollector>;
  private readonly readProcess: ReturnType<typeof processReader>;
  private readonly observer: Observer;
  private readonly watchedTypes: ReadonlySet<string>;
  private events = 0;
  private triggeredRules = 0;
  private at: Occurrence = { recording: '', line: 0, time: undefined, type: '' };
  private readonly traced = new Map<LoadedRule, readonly SeenCondition[]>();

  constructor(ruleSet: RuleSet, options: ReplayOptions) {
    this.ruleSet = ruleSet;
    this.options = options;
    this.running = new RunningRuleSet(ruleSet);
    this.readProcess = processReader(catalogue(ruleSet.target.platform));
    this.watchedTypes = new Set(this.running.eventTypes);
    this.whys = new Map((options.why ?? []).map((id) => [id, new WhyNotCollector(id)]));
    this.observer = {
      watched: new Set(this.whys.keys()),
      onVerdict: (rule, compiled, verdict, context) => {
        const why = this.whys.get(rule.id);
        why?.add(
          { rule, macros: ruleSet.macros },
          compiled,
          verdict,
          context,
          this.at,
          this.readProcess(context.event).process,
        );
        if (verdict !== true) return;
        const traces =
          this.options.onMatch !== undefined || (this.records.get(rule.id)?.matches ?? 0) < tracedMatches;
        const root = traces ? traceRule(compiled, context).root : undefined;
        this.traced.set(
          rule,
          root === undefined ? [] : matchedConditions(root, { rule, macros: ruleSet.macros }),
        );
      },
    };
  }

  /** Takes the next event; `recording` is the index of its recording. */
  take(event: Event, at: SourceLine, recording: number): readonly Match[] {
    const name = this.options.recordings[recording] ?? '';
    this.events++;
    this.types.set(event.type, (this.types.get(event.type) ?? 0) + 1);
    this.hosts.add(event.host);
    if (!this.watchedTypes.has(event.type)) return [];
    this.at = occurrence(name, at, event);
    this.traced.clear();
    const matches = this.running.evaluate(event, this.observer);
    for (const match of matches) this.note(match, event);
    return matches;
  }

  private note(match: Match, event: Event): void {
    const { rule, verdict } = match;
    const record = this.recordOf(rule);
    if (verdict !== true) {
      record.undecided++;
      for (const need of verdict.needs) record.needs.add(need);
      return;
    }
    const sent = true;
    const process = this.readProcess(event);
    const conditions = this.traced.get(rule) ?? [];
    const actions = match.actions.map((action) => summaryOf(action, event));
    record.matches++;
    if (sent) record.sent++;
    if (record.first === undefined) {
      record.first = { ...this.at };
      record.order = this.triggeredRules++;
    }
    record.last = { ...this.at };
    record.processes.add(`${event.host}\u0000${process.pid}\u0000${process.process}`, {
      host: event.host,
      ...process,
    });
    for (const condition of conditions) noteCondition(record, condition);
    for (const action of actions)
      record.actions.add(`${action.action}\u0000${action.outcome}\u0000${action.detail}`, action);
    if (this.options.onMatch === undefined || this.options.only?.has(rule.id) === false) return;
    this.options.onMatch({
      rule,
      at: { ...this.at },
      host: event.host,
      process,
      conditions,
      actions: actions.map((action) => ({ ...action, times: 1 })),
      sent,
    });
  }

  private recordOf(rule: LoadedRule): Record {
    const known = this.records.get(rule.id);
    if (known !== undefined) return known;
    const made: Record = {
      rule,
      matches: 0,
      sent: 0,
      undecided: 0,
      needs: new Set(),
      first: undefined,
      order: 0,
      last: undefined,
      processes: new Tally(keptProcesses),
      conditions: new Map(),
      actions: new Tally(keptProcesses),
    };
    this.records.set(rule.id, made);
    return made;
  }

  /** How many events came. */
  get count(): number {
    return this.events;
  }

  /** Why the rules that were asked for did not match. */
  whyNot(): readonly WhyNot[] {
    return [...this.whys.values()].map((why) => why.result());
  }

  eventTypes(): readonly { readonly type: string; readonly events: number }[] {
    return [...this.types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, events]) => ({ type, events }));
  }

  hostNames(): readonly string[] {
    return [...this.hosts].filter((host) => host !== '').sort();
  }

  rules(): readonly RuleSummary[] {
    const { only } = this.options;
    const types = new Map<string, string[]>();
    for (const rule of this.ruleSet.rules)
      types.set(rule.id, [...(types.get(rule.id) ?? []), rule.eventType]);
    return this.ruleSet.verdicts
      .filter((verdict) => only === undefined || only.has(verdict.id))
      .map((verdict) => {
        const record = this.records.get(verdict.id);
        const eventTypes = types.get(verdict.id) ?? [];
        const came = eventTypes.some((type) => this.types.has(type));
        const runs = verdict.rule !== undefined && eventTypes.length > 0;
        return {
          id: verdict.id,
          policy: verdict.policy,
          place: verdict.place,
          state: verdict.state,
          outcome: !runs
            ? 'not-loaded'
            : (record?.matches ?? 0) > 0
              ? 'triggered'
              : (record?.undecided ?? 0) > 0
                ? 'undecided'
                : came
                  ? 'no-match'
                  : 'no-event',
          eventTypes,
          matches: record?.matches ?? 0,
          undecided: record?.undecided ?? 0,
          needs: [...(record?.needs ?? [])].sort(),
          ...metadata(verdict.rule?.base.value.description?.value, verdict.rule?.tags),
        } satisfies RuleSummary;
      });
  }

  triggered(): readonly Triggered[] {
    const { only } = this.options;
    const triggered: Triggered[] = [];
    for (const record of [...this.records.values()].sort((a, b) => a.order - b.order)) {
      const { rule, first, last } = record;
      if (first === undefined || last === undefined || only?.has(rule.id) === false) continue;
      triggered.push({
        id: rule.id,
        policy: rule.rule.policy.name,
        ...metadata(rule.rule.base.value.description?.value, rule.rule.tags),
        matches: record.matches,
        sent: record.sent,
        first,
        last,
        processes: record.processes.entries().map(({ detail, count }) => ({ ...detail, matches: count })),
        conditions: conditionsOf(record),
        actions: record.actions.entries().map(({ detail, count }) => ({ ...detail, times: count })),
      });
    }
    return triggered;
  }
}

function metadata(description: string | undefined, tags: ReadonlyMap<string, string> | undefined) {
  return {
    description: description ?? '',
    tags: Object.fromEntries([...(tags ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function occurrence(recording: string, at: SourceLine, event: Event): Occurrence {
  return {
    recording,
    line: at.line,
    time: event.time === undefined ? undefined : formatTime(event.time),
    type: event.type,
  };
}

function summaryOf(outcome: ActionOutcome, event: Event): Omit<ActionSummary, 'times'> {
  return { action: outcome.action, outcome: outcome.outcome, detail: describeAction(outcome, event) };
}

function noteCondition(record: Record, condition: SeenCondition): void {
  const key = `${condition.start} ${condition.text}`;
  const known = record.conditions.get(key) ?? { condition, values: new Tally(keptValues) };
  record.conditions.set(key, known);
  known.values.add(condition.found, undefined);
}

function conditionsOf(record: Record): readonly ConditionSummary[] {
  return [...record.conditions.values()]
    .sort((a, b) => a.condition.start - b.condition.start)
    .map(({ condition, values }) => ({
      text: condition.text,
      place: condition.place,
      values: values.entries().map(({ text, count }) => ({ value: text, matches: count })),
    }));
}
