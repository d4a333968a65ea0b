import { parseTime } from '@secl/events';
import { load, type RuleSet } from '@secl/policy';
import { compareReports, type ReplayReport, type RunResult, runReplay } from '@secl/simulator';
import type { Found } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { type ChosenRuleSet, chosenRuleSets, onlyRuleSet, workspaceOf } from '../policies-run.ts';
import { printComparison } from '../replay/comparison.ts';
import { failing, failOnOf } from '../replay/fail-on.ts';
import { matchLine, replayJson } from '../replay/json.ts';
import { replayMarkdown } from '../replay/markdown.ts';
import { prettyReplay } from '../replay/pretty.ts';
import { progressOn } from '../replay/progress.ts';
import { type FoundRecording, recordingsAt, streamOf } from '../replay/recordings.ts';
import { documentsOf } from '../report/documents.ts';
import { paintFor } from '../report/paint.ts';
import { targetOfFlags } from '../target-run.ts';
import type { ReplayFlags } from './replay.ts';

export const replay: Run<ReplayFlags, string[]> = async (context, flags, ...paths) => {
  const prepared = await prepare(context, flags, paths);
  if (!prepared.ok) return misuse(context, prepared.message);
  const { set, ruleSet, before, recordings, since, until, targetName } = prepared.value;
  const unknown = [...(flags.why ?? []), ...(flags.rule ?? [])].find(
    (id) => !ruleSet.verdicts.some((each) => each.id === id),
  );
  if (unknown !== undefined) return misuse(context, noSuchRule(unknown, ruleSet));
  const failOn = failOnOf(flags.failOn ?? []);
  if (!failOn.ok) return misuse(context, failOn.message);

  const warnings: string[] = [];
  const progress = progressOn(context.stderr);
  const run = (rules: RuleSet, live: boolean): Promise<RunResult> =>
    runReplay(
      rules,
      recordings.map((recording) => ({
        name: recording.name,
        bytes: streamOf(context, recording),
        ...(flags.recordingFormat === undefined ? {} : { format: flags.recordingFormat }),
      })),
      {
        signal: context.signal,
        onProgress: progress.events,
        onProblem: (problem) => {
          if (live) warnings.push(`${problem.place.document}:${problem.line}: ${problem.message}`);
        },
        ...(live && flags.why !== undefined ? { why: flags.why } : {}),
        ...(flags.rule === undefined ? {} : { only: new Set(flags.rule) }),
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
        ...(live && flags.format === 'jsonl'
          ? { onMatch: (match) => context.stdout.write(matchLine(match)) }
          : {}),
      },
    );
  const result = await run(ruleSet, true);
  const old = before === undefined ? undefined : await run(before, false);
  progress.done();

  const broken = result.report.recordings.filter(
    (recording) => recording.format === '' && recording.lines === 0,
  );
  if (flags.format !== 'jsonl') print(context, flags, result, old?.report, set, warnings, targetName);
  tellWarnings(context, flags, warnings);
  return codeOf(context, result.report, broken.length > 0, failing(result.report, failOn.value));
};

interface Prepared {
  readonly set: ChosenRuleSet;
  readonly ruleSet: RuleSet;
  readonly before: RuleSet | undefined;
  readonly recordings: readonly FoundRecording[];
  readonly since: bigint | undefined;
  readonly until: bigint | undefined;
  readonly targetName: string;
}

async function prepare(
  context: CliContext,
  flags: ReplayFlags,
  paths: readonly string[],
): Promise<Found<Prepared>> {
  const sets = await chosenRuleSets(context, flags);
  if (!sets.ok) return sets;
  const set = onlyRuleSet(sets.value);
  if (!set.ok) return set;
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const target = targetOfFlags(flags, workspace.value.config, set.value.targets);
  if (!target.ok) return target;
  const since = timeOf('--since', flags.since);
  if (!since.ok) return since;
  const until = timeOf('--until', flags.until);
  if (!until.ok) return until;
  const before =
    flags.compare === undefined ? undefined : await chosenRuleSets(context, { policies: [flags.compare] });
  if (before?.ok === false) return before;
  const named = paths.length > 0 ? paths : [...(workspace.value.config?.recordings.values() ?? [])].flat();
  if (named.length === 0) return { ok: false, message: 'no recordings: name files, or - for standard input' };
  const recordings = await recordingsAt(context, named);
  if (!recordings.ok) return recordings;
  const [old] = before?.value ?? [];
  return {
    ok: true,
    value: {
      set: set.value,
      ruleSet: load(set.value.files, target.value.target),
      before: old === undefined ? undefined : load(old.files, target.value.target),
      recordings: recordings.value,
      since: since.value,
      until: until.value,
      targetName: target.value.name,
    },
  };
}

function timeOf(flag: string, text: string | undefined): Found<bigint | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const time = parseTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (time !== undefined) return { ok: true, value: time };
  return { ok: false, message: `${flag} ${text}: write a time as 2026-03-01T10:00:00Z` };
}

function noSuchRule(id: string, ruleSet: RuleSet): string {
  const ids = ruleSet.verdicts.map((verdict) => verdict.id);
  const like = ids.filter((each) => each.includes(id) || id.includes(each)).slice(0, 5);
  return `no rule has the id ${id}${like.length === 0 ? '' : `: there are ${like.join(', ')}`}`;
}

function print(
  context: CliContext,
  flags: ReplayFlags,
  { report, whyNot }: RunResult,
  old: ReplayReport | undefined,
  set: ChosenRuleSet,
  warnings: readonly string[],
  targetName: string,
): void {
  const { stdout } = context;
  const documents = documentsOf(set.texts);
  const comparison = old === undefined ? undefined : compareReports(old, report);
  if (flags.format === 'json') {
    stdout.write(replayJson(report, whyNot, comparison, { documents, target: targetName, warnings }));
    return;
  }
  const looks = {
    documents,
    paint: paintFor(stdout),
    columns: stdout.columns,
    target: targetName,
    groupBy: flags.groupBy,
  };
  if (flags.format === 'markdown') {
    stdout.write(replayMarkdown(report, whyNot, comparison, looks));
    return;
  }
  if (comparison !== undefined) stdout.write(printComparison(comparison, looks.paint));
  else stdout.write(prettyReplay(report, whyNot, looks));
}

const shownWarnings = 10;

function tellWarnings(context: CliContext, flags: ReplayFlags, warnings: readonly string[]): void {
  if (warnings.length === 0) return;
  const paint = paintFor(context.stderr);
  const shown = flags.format === 'json' ? [] : warnings.slice(0, shownWarnings);
  for (const warning of shown) context.stderr.write(`${paint.doubtful('warning')} ${warning}\n`);
  if (warnings.length > shown.length && shown.length > 0) {
    context.stderr.write(`${paint.doubtful('warning')} and ${warnings.length - shown.length} more\n`);
  }
}

function codeOf(context: CliContext, report: ReplayReport, broken: boolean, failed: boolean): CommandExit {
  if (broken && !context.signal.aborted) {
    const names = report.recordings
      .filter((recording) => recording.format === '' && recording.lines === 0)
      .map(({ name }) => name);
    return misuse(context, `nothing could be read from ${names.join(', ')}`);
  }
  return failed ? exit.findings : exit.fine;
}
