import { type Bytes, type EventProblem, formatTime, openRecording, type Stop } from '@secl/events';
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { type Comparison, compareReports } from './compare.ts';
import { decidableBy } from './decidable.ts';
import { merged, type Order, type Source, take } from './merge.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import type { RecordingSummary, ReplayReport } from './report.ts';
import type { WhyNot } from './why-not.ts';

export interface RecordingInput {
  readonly name: string;
  readonly bytes: Bytes;
  /** Id of the format; else the first lines tell. */
  readonly format?: string;
}

export interface RunOptions extends Omit<ReplayOptions, 'recordings'> {
  readonly onProblem: (problem: EventProblem) => void;
  /** The rules as they were before, for the same platform: they see the same events in the same pass. */
  readonly before?: RuleSet;
  /** Ends the replay as if the recordings ended: the report so far is given. */
  readonly signal?: Stop;
  /** Comes now and then with the number of events so far, and is awaited: a slow reader slows the replay down. */
  readonly onProgress?: (events: number) => Promise<void> | void;
  /** Only events from then on, and before then; nanoseconds since 1970. Earlier ones set variables all the same. */
  readonly since?: bigint;
  readonly until?: bigint;
}

export interface RunResult {
  readonly report: ReplayReport;
  readonly whyNot: readonly WhyNot[];
  /** Where there are rules of before. */
  readonly comparison: Comparison | undefined;
}

/** Replays recordings through a rule set, from start to end. */
export async function runReplay(
  ruleSet: RuleSet,
  inputs: readonly RecordingInput[],
  options: RunOptions,
): Promise<RunResult> {
  const { signal, before, only } = options;
  const sources = sourcesOf(ruleSet, inputs, options);
  const recordings = inputs.map((input) => input.name);
  const replay = new Replay(ruleSet, { ...options, recordings });
  const old = before && new Replay(before, { recordings, ...(only === undefined ? {} : { only }) });
  const replays = old === undefined ? [replay] : [replay, old];
  const spans = inputs.map((): Span => ({ first: undefined, last: undefined, events: 0 }));
  const periodOf = periods(options);
  const around: Around = { order: 'arguments', leftOut: 0 };
  const stretches = merged(sources, (order) => {
    around.order = order;
  });
  for await (const stretch of stretches) {
    take(stretch, (event, at, source, said) => {
      note(spans[source], event.time);
      const period = periodOf(event.time);
      if (period !== 'within') around.leftOut++;
      for (const each of replays) {
        if (period === 'within') each.take(event, at, source, said);
        else if (period === 'before') each.prepare(event);
      }
    });
    await options.onProgress?.(replay.events);
    if (signal?.aborted === true) break;
  }
  const summaries = sources.map((source, index) => summaryOf(source, spans[index]));
  const told = { ...around, sources, recordings: summaries, interrupted: signal?.aborted === true };
  const report = reportOf(replay, told);
  return {
    report,
    whyNot: replay.whyNot(),
    comparison: old && compareReports(reportOf(old, told), report),
  };
}

interface Around {
  order: Order;
  leftOut: number;
}

interface Span {
  first: bigint | undefined;
  last: bigint | undefined;
  events: number;
}

function sourcesOf(
  ruleSet: RuleSet,
  inputs: readonly RecordingInput[],
  { onProblem, signal }: RunOptions,
): readonly Source[] {
  const shared = new Map<string, unknown>();
  return inputs.map(({ name, bytes, format }) => ({
    name,
    recording: openRecording(bytes, {
      document: name,
      catalogue: catalogue(ruleSet.target.platform),
      onProblem,
      shared,
      // Of several recordings those that name no host are taken for different ones: their processes must not mix.
      ...(inputs.length > 1 ? { host: name } : {}),
      ...(format === undefined ? {} : { format }),
      ...(signal === undefined ? {} : { stop: signal }),
    }),
  }));
}

function note(span: Span | undefined, time: bigint | undefined): void {
  if (span === undefined) return;
  span.events++;
  span.first ??= time;
  span.last = time ?? span.last;
}

function periods({ since, until }: RunOptions): (time: bigint | undefined) => 'before' | 'within' | 'after' {
  if (since === undefined && until === undefined) return () => 'within';
  return (time) => {
    if (time === undefined || (since !== undefined && time < since)) return 'before';
    return until !== undefined && time >= until ? 'after' : 'within';
  };
}

function summaryOf({ name, recording }: Source, span: Span | undefined): RecordingSummary {
  const time = (at: bigint | undefined): string | undefined =>
    at === undefined ? undefined : formatTime(at);
  return {
    name,
    format: recording.format?.id ?? '',
    unit: recording.unit,
    ...recording.counts,
    events: span?.events ?? 0,
    first: time(span?.first),
    last: time(span?.last),
  };
}

function reportOf(
  replay: Replay,
  told: Readonly<Around> & {
    readonly sources: readonly Source[];
    readonly recordings: readonly RecordingSummary[];
    readonly interrupted: boolean;
  },
): ReplayReport {
  const { ruleSet } = replay;
  const formats = told.sources
    .map(({ recording }) => recording.format)
    .filter((format) => format !== undefined);
  return {
    schemaVersion: 1,
    recordings: told.recordings,
    order: told.order,
    events: replay.events,
    leftOut: told.leftOut,
    eventTypes: replay.eventTypes(),
    hosts: replay.hostNames(),
    policies: ruleSet.policies,
    rules: replay.rules(),
    triggered: replay.triggered(),
    said: replay.said(),
    decidable: decidableBy(replay.lookedAt(), {
      formats,
      seen: replay.known,
      hasTimes: told.recordings.every((recording) => recording.first !== undefined),
    }),
    interrupted: told.interrupted,
  };
}
