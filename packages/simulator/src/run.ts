import {
  type Bytes,
  type EventProblem,
  fitsGlob,
  formatTime,
  type Importer,
  openRecording,
  type Stop,
} from '@secl/events';
import { missingFields } from '@secl/logic';
import { catalogue, type Field } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { merged, type Order, type Source, take } from './merge.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import type { Decidable, RecordingSummary, ReplayReport } from './report.ts';
import type { WhyNot } from './why-not.ts';

export interface RecordingInput {
  readonly name: string;
  readonly bytes: Bytes;
  /** Id of the format; else the first lines tell. */
  readonly format?: string;
}

export interface RunOptions extends Omit<ReplayOptions, 'recordings'> {
  readonly onProblem: (problem: EventProblem) => void;
  /** Ends the replay as if the recordings ended: the report so far is given. */
  readonly signal?: Stop;
  /** Comes now and then with the number of events so far. */
  readonly onProgress?: (events: number) => void;
  /** Only events from then on, and before then; nanoseconds since 1970. Variables are set by earlier ones too. */
  readonly since?: bigint;
  readonly until?: bigint;
}

export interface RunResult {
  readonly report: ReplayReport;
  readonly whyNot: readonly WhyNot[];
}

/** Replays recordings through a rule set, from start to end. */
export async function runReplay(
  ruleSet: RuleSet,
  inputs: readonly RecordingInput[],
  options: RunOptions,
): Promise<RunResult> {
  const whole = catalogue(ruleSet.target.platform);
  const { signal } = options;
  const sources: Source[] = inputs.map((input) => ({
    name: input.name,
    recording: openRecording(input.bytes, {
      document: input.name,
      catalogue: whole,
      onProblem: options.onProblem,
      // Of several recordings those that name no host are taken for different ones: their processes must not mix.
      ...(inputs.length > 1 ? { host: input.name } : {}),
      ...(input.format === undefined ? {} : { format: input.format }),
      ...(signal === undefined ? {} : { stop: signal }),
    }),
  }));
  const replay = new Replay(ruleSet, { ...options, recordings: inputs.map((input) => input.name) });
  const spans = inputs.map((): { first: bigint | undefined; last: bigint | undefined; events: number } => ({
    first: undefined,
    last: undefined,
    events: 0,
  }));
  let order: Order = 'arguments';
  const inTime = timeFilter(options);
  for await (const stretch of merged(sources, (found) => {
    order = found;
  })) {
    take(stretch, (event, at, source) => {
      const span = spans[source];
      if (span !== undefined) {
        span.events++;
        span.first ??= event.time;
        span.last = event.time ?? span.last;
      }
      if (inTime(event.time)) replay.take(event, at, source);
    });
    options.onProgress?.(replay.count);
    if (signal?.aborted === true) break;
  }
  const recordings = sources.map(({ name, recording }, index): RecordingSummary => {
    const span = spans[index];
    const time = (at: bigint | undefined): string | undefined =>
      at === undefined ? undefined : formatTime(at);
    return {
      name,
      format: recording.format?.id ?? '',
      ...recording.counts,
      events: span?.events ?? 0,
      first: time(span?.first),
      last: time(span?.last),
    };
  });
  const formats = sources.map(({ recording }) => recording.format).filter((format) => format !== undefined);
  const report: ReplayReport = {
    schemaVersion: 1,
    recordings,
    order,
    events: replay.count,
    eventTypes: replay.eventTypes(),
    hosts: replay.hostNames(),
    policies: ruleSet.policies,
    rules: replay.rules(),
    triggered: replay.triggered(),
    decidable: decidableBy(
      ruleSet,
      formats,
      recordings.every((recording) => recording.first !== undefined),
    ),
    interrupted: signal?.aborted === true,
  };
  return { report, whyNot: replay.whyNot() };
}

function timeFilter({ since, until }: RunOptions): (time: bigint | undefined) => boolean {
  if (since === undefined && until === undefined) return () => true;
  return (time) =>
    time !== undefined && (since === undefined || time >= since) && (until === undefined || time < until);
}

/** Which rules these formats can ever make true, and what the others lack. */
export function decidableBy(ruleSet: RuleSet, formats: readonly Importer[], hasTimes: boolean): Decidable {
  const knows = (field: Field): boolean =>
    formats.some(({ fills }) => fills.fields.some((glob) => fitsGlob(glob, field.name)));
  const comes = (type: string): boolean => formats.some(({ fills }) => fills.eventTypes.includes(type));
  const lacking = new Map<string, Set<string>>();
  const can = new Set<string>();
  const all = new Set<string>();
  for (const rule of ruleSet.rules) {
    all.add(rule.id);
    const { condition } = rule.checked;
    if (condition === undefined) continue;
    if (!comes(rule.eventType)) {
      note(lacking, `${rule.eventType} events`, rule.id);
      continue;
    }
    const { best, needed } = missingFields(condition, { knows, hasTimes });
    if (best === 'can-match') can.add(rule.id);
    else for (const field of needed) note(lacking, field, rule.id);
  }
  const missing = [...lacking]
    .map(([field, rules]) => ({ field, rules: [...rules].filter((id) => !can.has(id)).sort() }))
    .filter(({ rules }) => rules.length > 0)
    .sort((a, b) => b.rules.length - a.rules.length || (a.field < b.field ? -1 : 1));
  return { canMatch: can.size, loaded: all.size, missing };
}

function note(lacking: Map<string, Set<string>>, field: string, rule: string): void {
  const rules = lacking.get(field) ?? new Set();
  rules.add(rule);
  lacking.set(field, rules);
}
