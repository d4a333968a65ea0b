/**
 * Where replays run: beside the server, in a worker or a thread. It holds one recording and the rule sets as they were sent
 * last, with what was found of them, so that an edit runs only the rules that it can matter to.
 */
import type { SourceUnit } from '@secl/events';
import type { RuleMatches } from '@secl/language-service';
import type { RuleSet } from '@secl/policy';
import { runReplay, type WhyNot } from '@secl/simulator';
import type { HclParser } from '@secl/text';
import type { EventPage, EventQuestion, Reading as FieldReading, ListedEvent } from '../protocol.ts';
import { type CountQuestion, RecordingCounts, type SentValues, type ValuesQuestion } from './counts.ts';
import { affected, type RuleKeys, ruleKeys } from './dependence.ts';
import { type EventList, listEvents, pageOf } from './event-list.ts';
import type { OpenRecording } from './replayer.ts';
import { runRules, type Tally } from './run.ts';
import type { Pause, Reading, RecordingSource } from './source.ts';
import { loadTexts, needsHcl, type RuleSetTexts } from './texts.ts';
import { type PlacedTrace, traceEvent } from './trace-event.ts';

/** What a session takes from where it runs. */
export interface SessionHost {
  readonly open: OpenRecording;
  readonly hcl?: () => Promise<HclParser>;
  readonly pause: Pause;
}

export type Question =
  | { readonly ask: 'choose'; readonly uri: string; readonly name: string; readonly bytes?: Uint8Array }
  | { readonly ask: 'run'; readonly sets: readonly RuleSetTexts[] }
  | { readonly ask: 'events'; readonly question: EventQuestion }
  | { readonly ask: 'trace'; readonly event: number }
  | { readonly ask: 'whyNot'; readonly set: string; readonly id: string }
  | CountQuestion
  | ValuesQuestion;

export interface RunAnswer {
  readonly sets: readonly { readonly name: string; readonly rules: readonly RuleTally[] }[];
  readonly events: number;
  readonly skipped: number;
  /** What is counted as skipped. */
  readonly unit: SourceUnit;
  readonly trouble: readonly string[];
  /** How many rules ran for it: those that the edit could matter to. */
  readonly ran: number;
}

export interface RuleTally extends Tally {
  readonly id: string;
  readonly eventTypes: readonly string[];
  /** Whether an event of one of its types came. */
  readonly hasEvents: boolean;
}

export interface TraceAnswer {
  readonly event: ListedEvent;
  readonly fields: readonly FieldReading[];
  readonly sets: readonly { readonly name: string; readonly rules: readonly PlacedTrace[] }[];
}

export interface WhyNotFound {
  readonly whyNot: WhyNot;
  /** The numbers of the nearest events, in their order. */
  readonly numbers: readonly (number | undefined)[];
}

/** What each question is answered with. */
export interface Answers {
  readonly choose: null;
  readonly run: RunAnswer | null;
  readonly events: EventPage;
  readonly trace: TraceAnswer | null;
  readonly whyNot: WhyNotFound | null;
  readonly count: readonly RuleMatches[];
  readonly values: SentValues;
}

interface KnownSet {
  readonly ruleSet: RuleSet;
  readonly keys: RuleKeys;
  readonly target: string;
  readonly tallies: ReadonlyMap<string, Tally>;
}

export class ReplaySession {
  readonly #host: SessionHost;
  readonly #counts: RecordingCounts;
  #source: RecordingSource | undefined;
  #list: Promise<EventList> | undefined;
  #sets = new Map<string, KnownSet>();
  #events = 0;
  #eventTypes: ReadonlySet<string> = new Set();
  #skipped = 0;
  #unit: SourceUnit = 'line';
  #trouble: readonly string[] = [];
  #run = new Stopper();
  /** Runs one after the other: each builds on what the one before it found. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host: SessionHost) {
    this.#host = host;
    this.#counts = new RecordingCounts(host);
  }

  answer<Q extends Question>(question: Q): Promise<Answers[Q['ask']]>;
  answer(question: Question): Promise<Answers[Question['ask']]> {
    switch (question.ask) {
      case 'choose':
        return this.#choose(question);
      case 'run':
        return this.#next(question.sets);
      case 'events':
        return this.#page(question.question);
      case 'trace':
        return this.#trace(question.event);
      case 'whyNot':
        return this.#whyNot(question.set, question.id);
      case 'count':
        return this.#counts.count(question);
      case 'values':
        return this.#counts.values(question);
    }
  }

  async #choose({ uri, name, bytes }: Question & { readonly ask: 'choose' }): Promise<null> {
    this.#run.stop();
    await this.#turn;
    this.#source = {
      name,
      open: () => (bytes === undefined ? this.#host.open(uri) : inOneGo(bytes)) ?? inOneGo(),
    };
    this.#list = undefined;
    this.#sets = new Map();
    return null;
  }

  /** A newer text calls off what runs for an older one; null where that happened to this one. */
  #next(sets: readonly RuleSetTexts[]): Promise<RunAnswer | null> {
    this.#run.stop();
    const stop = new Stopper();
    this.#run = stop;
    const answer = this.#turn.then(() => (stop.aborted ? null : this.#runAll(sets, stop)));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #runAll(sets: readonly RuleSetTexts[], stop: Stopper): Promise<RunAnswer | null> {
    const source = this.#source;
    if (source === undefined) return null;
    const answered: { readonly name: string; readonly rules: readonly RuleTally[] }[] = [];
    const next = new Map<string, KnownSet>();
    let ran = 0;
    for (const texts of sets) {
      const loaded = loadTexts(texts, needsHcl(texts) ? await this.#host.hcl?.() : undefined);
      const { ruleSet } = loaded;
      const keys = ruleKeys(loaded);
      const target = JSON.stringify([texts.target, [...texts.target.host], [...texts.external.macros]]);
      const known = this.#sets.get(texts.name);
      const before = known?.target === target ? known : undefined;
      const ids = affected(before?.keys, keys);
      const tallies = new Map(before?.tallies);
      if (ids.size > 0 || before === undefined) {
        const run = await runRules(ruleSet, ids, source, this.#reading(ruleSet, stop));
        if (stop.aborted) return null;
        for (const [id, tally] of run.tallies) tallies.set(id, tally);
        this.#events = run.events;
        this.#eventTypes = run.eventTypes;
        this.#skipped = run.skipped;
        this.#unit = run.unit;
        this.#trouble = run.trouble;
        ran += ids.size;
      }
      next.set(texts.name, { ruleSet, keys, target, tallies });
      answered.push({ name: texts.name, rules: this.#ruleTallies(ruleSet, tallies) });
    }
    this.#sets = next;
    return {
      sets: answered,
      events: this.#events,
      skipped: this.#skipped,
      unit: this.#unit,
      trouble: this.#trouble,
      ran,
    };
  }

  #ruleTallies({ verdicts, rules }: RuleSet, tallies: ReadonlyMap<string, Tally>): readonly RuleTally[] {
    const types = new Map<string, string[]>();
    for (const { id, eventType } of rules) types.set(id, [...(types.get(id) ?? []), eventType]);
    return verdicts.flatMap(({ id }): RuleTally[] => {
      const tally = tallies.get(id);
      const eventTypes = types.get(id) ?? [];
      const hasEvents = eventTypes.some((type) => this.#eventTypes.has(type));
      return tally === undefined ? [] : [{ id, eventTypes, hasEvents, ...tally }];
    });
  }

  #reading({ target: { platform } }: RuleSet, stop: Stopper): Reading {
    return { platform, stop, pause: this.#host.pause };
  }

  #listed(): Promise<EventList> {
    const source = this.#source;
    const [first] = this.#sets.values();
    if (source === undefined) return Promise.resolve([]);
    const platform = first?.ruleSet.target.platform ?? 'linux';
    this.#list ??= listEvents(source, { platform, stop: new Stopper(), pause: this.#host.pause });
    return this.#list;
  }

  #rulesOf(): (number: number) => readonly string[] {
    const byEvent = new Map<number, Set<string>>();
    for (const { tallies } of this.#sets.values()) {
      for (const [id, { events }] of tallies) {
        for (const number of events) byEvent.set(number, (byEvent.get(number) ?? new Set()).add(id));
      }
    }
    return (number) => [...(byEvent.get(number) ?? [])];
  }

  async #page(question: EventQuestion): Promise<EventPage> {
    await this.#turn;
    return pageOf(await this.#listed(), this.#rulesOf(), question);
  }

  async #trace(number: number): Promise<TraceAnswer | null> {
    await this.#turn;
    const source = this.#source;
    const [event] = pageOf(
      (await this.#listed()).slice(number - 1, number),
      this.#rulesOf(),
      everything,
    ).events;
    if (source === undefined || event === undefined) return null;
    const sets: { readonly name: string; readonly rules: readonly PlacedTrace[] }[] = [];
    let fields: readonly FieldReading[] = [];
    for (const [name, { ruleSet }] of this.#sets) {
      const traced = await traceEvent(ruleSet, source, number, this.#reading(ruleSet, new Stopper()));
      if (traced === undefined) continue;
      fields = traced.fields;
      sets.push({ name, rules: traced.rules });
    }
    return { event, fields, sets };
  }

  async #whyNot(set: string, id: string): Promise<WhyNotFound | null> {
    await this.#turn;
    const source = this.#source;
    const known = this.#sets.get(set);
    if (source === undefined || known === undefined) return null;
    const input = { name: source.name, bytes: source.open() };
    const { whyNot } = await runReplay(known.ruleSet, [input], {
      why: [id],
      only: new Set([id]),
      onProblem: () => {},
      onProgress: this.#host.pause,
    });
    const [found] = whyNot;
    if (found === undefined) return null;
    const list = await this.#listed();
    const numbers = found.nearest.map(
      ({ at }) => list.find(({ line, type }) => line === at.line && type === at.type)?.number,
    );
    return { whyNot: { ...found, verdict: { ...found.verdict, rule: undefined } }, numbers };
  }
}

async function* inOneGo(bytes?: Uint8Array): AsyncGenerator<Uint8Array, void> {
  if (bytes !== undefined) yield bytes;
}

const everything: EventQuestion = { filter: '', matched: false, from: 0, most: 1 };

/** What an `AbortController` is, for rooms that see no types of a platform. */
class Stopper {
  aborted = false;
  readonly #listeners = new Set<() => void>();

  stop(): void {
    this.aborted = true;
    for (const listener of this.#listeners) listener();
  }

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }
}
