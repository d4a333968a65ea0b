import { type Match, type Observer, RunningRuleSet, SendLimits, traceRule } from '@secl/engine';
import { formatTime, type SourceLine } from '@secl/events';
import { catalogue, type Event } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';
import { summaryOf } from './actions.ts';
import { AgentRecord, type AgentSaid } from './agent-said.ts';
import { matchedConditions, type SeenCondition, within } from './conditions.ts';
import { KnownFields } from './known-fields.ts';
import { type ProcessOf, processReader } from './process.ts';
import type { ActionSummary, Occurrence, RuleSummary, Triggered } from './report.ts';
import { RuleRecord } from './rule-record.ts';
import { ruleSummaries, triggeredSummary } from './summaries.ts';
import { type WhyNot, WhyNotCollector } from './why-not.ts';

/** A match as it is told while the replay goes on. */
export interface TriggeredEvent {
  readonly rule: LoadedRule;
  readonly at: Occurrence;
  readonly host: string;
  readonly process: ProcessOf;
  readonly conditions: readonly SeenCondition[];
  readonly actions: readonly Omit<ActionSummary, 'times'>[];
  /** Whether an agent would send it. */
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

/** Runs a rule set over events and keeps what a report needs, in constant memory. */
export class Replay {
  readonly ruleSet: RuleSet;
  /** What the events so far have shown the recordings to know. */
  readonly known: KnownFields;
  private readonly running: RunningRuleSet;
  private readonly limits: SendLimits;
  private readonly options: ReplayOptions;
  private readonly records = new Map<string, RuleRecord>();
  /** In the order of their first matches. */
  private readonly triggeredRecords: RuleRecord[] = [];
  private readonly agent = new AgentRecord();
  private readonly types = new Map<string, number>();
  private readonly hosts = new Set<string>();
  private readonly whys: ReadonlyMap<string, WhyNotCollector>;
  private readonly readProcess: ReturnType<typeof processReader>;
  private readonly observer: Observer;
  private readonly watchedTypes: ReadonlySet<string>;
  /** All events, those before the report's time included: two replays of the same recordings number them alike. */
  private number = 0;
  private told = 0;
  private recording = '';
  private line: SourceLine | undefined;
  private readonly traced = new Map<LoadedRule, readonly SeenCondition[]>();

  constructor(ruleSet: RuleSet, options: ReplayOptions) {
    const whole = catalogue(ruleSet.target.platform);
    this.ruleSet = ruleSet;
    this.options = options;
    this.running = new RunningRuleSet(ruleSet);
    this.limits = new SendLimits(ruleSet.facts);
    this.known = new KnownFields(whole);
    this.readProcess = processReader(whole);
    this.watchedTypes = new Set(this.running.eventTypes);
    this.whys = collectors(ruleSet, options.why ?? []);
    this.observer = this.makeObserver();
  }

  /** Looks at each verdict before the rule's actions change the variables that it rests on. */
  private makeObserver(): Observer {
    const { ruleSet, whys, options } = this;
    return {
      watched: new Set(whys.keys()),
      onVerdict: (rule, compiled, verdict, context) => {
        const { event } = context;
        whys.get(rule.id)?.add(within(ruleSet, rule), compiled, verdict, context, this.number, () => ({
          at: this.at(event),
          source: this.line?.text ?? '',
          process: this.readProcess(event).process,
        }));
        if (verdict !== true || !this.isLookedAt(rule)) return;
        const often = (this.records.get(rule.id)?.matches ?? 0) >= tracedMatches;
        if (often && options.onMatch === undefined) return;
        const { root } = traceRule(compiled, context);
        if (root !== undefined) this.traced.set(rule, matchedConditions(root, within(ruleSet, rule)));
      },
    };
  }

  /** Takes the next event; `recording` is the index of its recording. */
  take(event: Event, line: SourceLine, recording: number, said: readonly string[] = []): void {
    this.number++;
    this.told++;
    this.types.set(event.type, (this.types.get(event.type) ?? 0) + 1);
    this.hosts.add(event.host);
    this.recording = this.options.recordings[recording] ?? '';
    this.line = line;
    if (!this.watchedTypes.has(event.type)) {
      this.compare(said, [], event);
      return;
    }
    this.known.learn(event);
    this.traced.clear();
    const matches = this.running.evaluate(event, this.observer);
    for (const match of matches) this.note(match, event);
    this.compare(said, matches, event);
  }

  /** Where the recording is an agent's: does it match here what it matched there? */
  private compare(said: readonly string[], matches: readonly Match[], event: Event): void {
    for (const rule of said) {
      if (this.options.only?.has(rule) === false) continue;
      const here = matches.find((match) => match.rule.id === rule);
      this.agent.add(rule, here?.verdict ?? false, this.at(event));
    }
  }

  /** What the agent said of its rules, and what came here. */
  said(): readonly AgentSaid[] {
    return this.agent.summaries(this.ruleSet);
  }

  /** Takes an event from before the time that the report is about: it sets variables, and is not told. */
  prepare(event: Event): void {
    this.number++;
    for (const { rule, verdict } of this.running.evaluate(event)) {
      if (verdict === true) this.limits.sends(rule, event);
    }
  }

  private note({ rule, verdict, actions }: Match, event: Event): void {
    if (!this.isLookedAt(rule)) return;
    const record = this.records.get(rule.id) ?? new RuleRecord(rule);
    this.records.set(rule.id, record);
    if (verdict !== true) {
      record.undecided++;
      for (const need of verdict.needs) record.needs.add(need);
      return;
    }
    const match = {
      rule,
      at: this.at(event),
      host: event.host,
      process: this.readProcess(event),
      conditions: this.traced.get(rule) ?? [],
      actions: actions.map(summaryOf),
      sent: this.limits.sends(rule, event),
    };
    if (record.matches === 0) this.triggeredRecords.push(record);
    record.add({ event: this.number, ...match });
    this.options.onMatch?.(match);
  }

  private isLookedAt({ id }: LoadedRule): boolean {
    return this.options.only?.has(id) !== false;
  }

  private at({ time, type }: Event): Occurrence {
    return {
      recording: this.recording,
      line: this.line?.line ?? 0,
      time: time === undefined ? undefined : formatTime(time),
      type,
    };
  }

  /** How many events the report is about. */
  get events(): number {
    return this.told;
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

  /** Loaded rules that the report is about. */
  lookedAt(): readonly LoadedRule[] {
    return this.ruleSet.rules.filter((rule) => this.isLookedAt(rule));
  }

  rules(): readonly RuleSummary[] {
    const { only } = this.options;
    const all = ruleSummaries(this.ruleSet, this.records, (type) => this.types.has(type));
    return only === undefined ? all : all.filter(({ id }) => only.has(id));
  }

  /** The first to trigger first. */
  triggered(): readonly Triggered[] {
    return this.triggeredRecords.flatMap(triggeredSummary);
  }
}

function collectors(
  { verdicts, rules }: RuleSet,
  ids: readonly string[],
): ReadonlyMap<string, WhyNotCollector> {
  const chosen = verdicts.filter(({ id }) => ids.includes(id));
  return new Map(
    chosen.map((verdict) => {
      const types = rules.filter(({ id }) => id === verdict.id).map(({ eventType }) => eventType);
      return [verdict.id, new WhyNotCollector(verdict, [...new Set(types)])];
    }),
  );
}
