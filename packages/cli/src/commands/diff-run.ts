import { type Found, recordingPaths } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { failing, failOnOf } from '../diff/fail-on.ts';
import { jsonDiff } from '../diff/json.ts';
import { markdownDiff } from '../diff/markdown.ts';
import { type OpenedSets, openSets } from '../diff/open-sets.ts';
import { prettyDiff } from '../diff/pretty.ts';
import { compare, type DiffReport, type Recordings } from '../diff/report.ts';
import { versionsOf } from '../diff/versions.ts';
import { exit } from '../exit.ts';
import { recordingsAt, type StreamState } from '../replay/recordings.ts';
import { collectWarnings, tellWarnings } from '../replay/warnings.ts';
import { documentsOf } from '../report/documents.ts';
import { isNoPolicy } from '../report/load/conclusion.ts';
import { workspaceFiles } from '../workspace-files.ts';
import type { DiffFlags } from './diff.ts';

export const diff: Run<DiffFlags, string[]> = async (context, flags, ...args) => {
  if (args.length === 0)
    return misuse(
      context,
      'with what is it compared? Name a file, a directory, or a commit: `secl diff main`',
    );
  const failOn = failOnOf(flags.failOn ?? []);
  if (!failOn.ok) return misuse(context, failOn.message);
  const versions = await versionsOf(context, args, flags.exact === true);
  if (!versions.ok) return misuse(context, versions.message);
  const opened = await openSets(context, versions.value, flags);
  if (!opened.ok) return misuse(context, opened.message);
  const recordings = await recordingsOf(context, flags, opened.value);
  if (!recordings.ok) return misuse(context, recordings.message);
  const report = await compare(context, versions.value, opened.value, recordings.value);
  context.stdout.write(render(report, flags, context));
  if (flags.format !== 'json') tellWarnings(recordings.value.warnings, context.stderr);
  const lost = [...lostPolicies(opened.value), ...unread(recordings.value.states)];
  for (const message of lost) misuse(context, message);
  if (lost.length > 0) return exit.misuse;
  return failing(report, failOn.value) ? exit.findings : exit.fine;
};

/** Those that are named, else those of secl.yaml. */
async function recordingsOf(
  context: CliContext,
  { recording = [], replay }: DiffFlags,
  { config }: OpenedSets,
): Promise<Found<Recordings>> {
  const warnings = collectWarnings();
  const states = new Map<string, StreamState>();
  if (!replay) return { ok: true, value: { found: [], warnings, states } };
  const named = await recordingPaths(workspaceFiles(context.fs), config, recording);
  if (!named.ok) return named;
  const found = await recordingsAt(context, named.value);
  return found.ok ? { ok: true, value: { found: found.value, warnings, states } } : found;
}

function render(report: DiffReport, { format }: DiffFlags, { stdout }: CliContext): string {
  switch (format) {
    case 'json':
      return jsonDiff(report);
    case 'markdown':
      return markdownDiff(report);
    case 'pretty':
      return prettyDiff(report, stdout);
  }
}

/** Files of after that are no policies: what rules would have been in them cannot be compared. */
function lostPolicies({ sets }: OpenedSets): readonly string[] {
  return sets.flatMap(({ after: { files, texts, homes } }) => {
    const documents = documentsOf(texts, homes);
    return files
      .filter(isNoPolicy)
      .flatMap(({ unreadable }) =>
        unreadable === undefined ? [] : [`${documents.link(unreadable.place)}: ${unreadable.message}`],
      );
  });
}

function unread(states: ReadonlyMap<string, StreamState>): readonly string[] {
  return [...states].flatMap(([name, { empty, trouble }]) => {
    if (trouble !== undefined) return [`${name}: ${trouble}`];
    return empty ? [`nothing could be read from ${name}: it is empty`] : [];
  });
}
