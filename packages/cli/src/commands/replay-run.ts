import { type RunResult, runReplay } from '@secl/simulator';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exit } from '../exit.ts';
import { prettyComparison } from '../replay/comparison.ts';
import { failing } from '../replay/fail-on.ts';
import { matchLine, replayJson } from '../replay/json.ts';
import { replayMarkdown } from '../replay/markdown.ts';
import { type Prepared, prepare } from '../replay/prepare.ts';
import { prettyReplay } from '../replay/pretty.ts';
import { noProgress, progressOn } from '../replay/progress.ts';
import { type StreamState, shareRead, streamOf } from '../replay/recordings.ts';
import { collectWarnings, tellWarnings, type Warnings } from '../replay/warnings.ts';
import { prettyWhyNot } from '../replay/why-not.ts';
import { documentsOf } from '../report/documents.ts';
import { lostPolicies } from '../report/lost-policies.ts';
import { paintFor } from '../report/paint.ts';
import { tellOpenVersion } from '../target-run.ts';
import type { ReplayFlags } from './replay.ts';

export const replay: Run<ReplayFlags, string[]> = async (context, flags, ...paths) => {
  const prepared = await prepare(context, flags, paths);
  if (!prepared.ok) return misuse(context, prepared.message);
  const { failOn, target } = prepared.value;
  tellOpenVersion(context, target);
  const warnings = collectWarnings();
  const states = new Map<string, StreamState>();
  const result = await run(context, flags, prepared.value, warnings.add, states);
  if (flags.format !== 'jsonl')
    context.stdout.write(render(context, flags, result, prepared.value, warnings));
  if (flags.format !== 'json') tellWarnings(warnings, context.stderr);
  const lost = [...lostPolicies(prepared.value.set)];
  const unread = context.signal.aborted ? [] : unreadOf(result, states);
  if (unread.length > 0) lost.push(`nothing could be read from ${unread.join(', ')}`);
  for (const message of lost) misuse(context, message);
  if (lost.length > 0) return exit.misuse;
  return failing(result.report, failOn) ? exit.findings : exit.fine;
};

async function run(
  context: CliContext,
  flags: ReplayFlags,
  { ruleSet, recordings, before, since, until }: Prepared,
  onProblem: Parameters<typeof runReplay>[2]['onProblem'],
  states: Map<string, StreamState>,
): Promise<RunResult> {
  const live = flags.format === 'jsonl';
  const inputs = recordings.map((recording) => {
    const state: StreamState = { empty: true, trouble: undefined };
    states.set(recording.name, state);
    return {
      name: recording.name,
      bytes: streamOf(context, recording, state),
      ...(flags.recordingFormat === undefined ? {} : { format: flags.recordingFormat }),
    };
  });
  const progress =
    live && context.stdout.terminal
      ? noProgress
      : progressOn(context.stderr, { share: await shareRead(context, recordings, states) });
  const result = await runReplay(ruleSet, inputs, {
    signal: context.signal,
    onProblem,
    onProgress: (events) => {
      progress.events(events);
      return live ? context.stdout.drained() : undefined;
    },
    ...(flags.why === undefined ? {} : { why: flags.why }),
    ...(flags.rule === undefined ? {} : { only: new Set([...flags.rule, ...(flags.why ?? [])]) }),
    ...(before === undefined ? {} : { before }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(live ? { onMatch: (match) => context.stdout.write(matchLine(match)) } : {}),
  });
  progress.done();
  return result;
}

function render(
  { stdout }: CliContext,
  { format, groupBy }: ReplayFlags,
  { report, whyNot, comparison }: RunResult,
  { set, before, target }: Prepared,
  warnings: Warnings,
): string {
  const documents = documentsOf(set.texts, set.homes);
  const { columns } = stdout;
  const looks = { documents, paint: paintFor(stdout), columns, target: target.name, groupBy };
  if (format === 'json') return replayJson(report, whyNot, comparison, { ...looks, warnings });
  if (format === 'markdown') return replayMarkdown(report, whyNot, comparison, looks);
  if (comparison === undefined || before === undefined) return prettyReplay(report, whyNot, looks);
  const why = whyNot.map((each) => prettyWhyNot(each, report, looks));
  return [prettyComparison(comparison, looks), ...why].join('\n');
}

/** Recordings that gave nothing at all, with the reason where it is not among the warnings. */
function unreadOf({ report }: RunResult, states: ReadonlyMap<string, StreamState>): readonly string[] {
  return report.recordings
    .filter(({ format }) => format === '')
    .map(({ name }) => {
      const state = states.get(name);
      if (state?.trouble !== undefined) return `${name} (${state.trouble})`;
      return state?.empty === true ? `${name} (it is empty)` : name;
    });
}
