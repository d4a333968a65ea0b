import type { LoadedRule } from '@secl/policy';
import type { SeenCondition } from './conditions.ts';
import type { ProcessOf } from './process.ts';
import type {
  ActionSummary,
  ConditionSummary,
  MatchedEvents,
  Occurrence,
  ProcessSummary,
  Reading,
} from './report.ts';
import { Tally } from './tally.ts';

/** One match, as it goes into the record of its rule. */
export interface NotedMatch {
  /** The number of the event in the replay. */
  readonly event: number;
  readonly at: Occurrence;
  readonly host: string;
  readonly process: ProcessOf;
  readonly conditions: readonly SeenCondition[];
  readonly actions: readonly Omit<ActionSummary, 'times'>[];
  readonly sent: boolean;
}

const keptProcesses = 200;
const keptActions = 100;
const keptValues = 10;
const keptEvents = 200;

type Sighting = Omit<ProcessSummary, 'matches' | 'last'> & { last: Occurrence };

/** What is kept of one rule while a replay goes on, in constant memory. */
export class RuleRecord {
  readonly rule: LoadedRule;
  matches = 0;
  sent = 0;
  undecided = 0;
  /** What was missing where it was undecided. */
  readonly needs = new Set<string>();
  first: Occurrence | undefined;
  last: Occurrence | undefined;
  private readonly processes = new Tally<Sighting>(keptProcesses);
  private readonly conditions = new Map<
    string,
    { readonly seen: SeenCondition; readonly values: Tally<readonly Reading[]> }
  >();
  private readonly actions = new Tally<Omit<ActionSummary, 'times'>>(keptActions);
  private fingerprint = 0;
  private readonly events = new Map<number, Occurrence>();

  constructor(rule: LoadedRule) {
    this.rule = rule;
  }

  add({ event, at, host, process, conditions, actions, sent }: NotedMatch): void {
    this.first ??= at;
    this.last = at;
    this.matches++;
    if (sent) this.sent++;
    this.fingerprint = (this.fingerprint + scattered(event)) >>> 0;
    if (this.events.size < keptEvents) this.events.set(event, at);
    const who = `${host}\u0000${process.pid}\u0000${process.process}`;
    const sighting = this.processes.add(who, () => ({ host, ...process, first: at, last: at }));
    if (sighting !== undefined) sighting.last = at;
    for (const condition of conditions) this.addCondition(condition);
    for (const action of actions)
      this.actions.add(`${action.action}\u0000${action.outcome}\u0000${action.detail}`, () => action);
  }

  private addCondition(seen: SeenCondition): void {
    const key = `${seen.start} ${seen.text}`;
    const known = this.conditions.get(key) ?? { seen, values: new Tally(keptValues) };
    this.conditions.set(key, known);
    known.values.add(JSON.stringify(seen.found), () => seen.found);
  }

  get matched(): MatchedEvents {
    const { fingerprint, events: first, matches } = this;
    return { fingerprint, first, complete: first.size === matches };
  }

  processSummaries(): readonly ProcessSummary[] {
    return this.processes.entries().map(({ detail, count }) => ({ ...detail, matches: count }));
  }

  /** Matches of processes for which there was no place. */
  get otherProcesses(): number {
    return this.processes.others;
  }

  /** In source order. */
  conditionSummaries(): readonly ConditionSummary[] {
    return [...this.conditions.values()]
      .sort((a, b) => a.seen.start - b.seen.start)
      .map(({ seen: { text, place }, values }) => ({
        text,
        place,
        values: values.entries().map(({ detail, count }) => ({ found: detail, matches: count })),
      }));
  }

  actionSummaries(): readonly ActionSummary[] {
    return this.actions.entries().map(({ detail, count }) => ({ ...detail, times: count }));
  }
}

/** Spreads the bits of a number over 32 bits, so that sums of few numbers do not meet by chance. */
function scattered(number: number): number {
  const first = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
  const second = Math.imul(first ^ (first >>> 16), 0x45d9f3b);
  return second ^ (second >>> 16);
}
