import { forTerminal } from '@secl/text';
import { type Found, readLintSection } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { LintFlags } from '../commands/lint.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { mistakesIn, standardInputName, workspaceOf } from '../policies-run.ts';
import { readStandardInput } from '../read-input.ts';
import { writeDiff } from '../report/diff.ts';
import { documentsOf } from '../report/documents.ts';
import { writeJobSummary } from '../report/findings/job-summary.ts';
import type { LintReport } from '../report/findings/model.ts';
import { renderLint } from '../report/findings/render.ts';
import { lineEdits } from '../report/line-edits.ts';
import { count } from '../report/markdown.ts';
import { baselineText, defaultBaseline } from './baseline.ts';
import { conclusion, isFailing } from './conclusion.ts';
import { explainCode } from './explain-code.ts';
import { type Mended, mend } from './mend.ts';
import { type Linted, runLint, type Task } from './run-lint.ts';
import { type LintSettings, settingsOf } from './settings.ts';

/** `secl lint`, worked out anew. */
export const lintCommand: Run<LintFlags, string[]> = async (context, flags, ...paths) => {
  if (flags.explain !== undefined) return explainCode(context, flags.explain);
  const wrong = contradiction(flags, paths);
  if (wrong !== undefined) return misuse(context, wrong);
  const settings = await settingsFor(context, flags);
  if (!settings.ok) return misuse(context, settings.message);
  const input = await inputOf(context, flags, paths);
  const task: Task = { context, flags, paths: input.paths, settings: settings.value };
  return flags.fix === true || flags.fixSuggested === true ? fixed(task, input) : reported(task, input);
};

/** Flags that only go with others. */
function contradiction(
  { fix, fixSuggested, dryRun, writeBaseline, changedSince, stdinFilename }: LintFlags,
  paths: readonly string[],
): string | undefined {
  const fixes = fix === true || fixSuggested === true;
  if (dryRun === true && !fixes)
    return '--dry-run goes with --fix or --fix-suggested: without them nothing is written';
  if (writeBaseline === true && fixes)
    return 'either --write-baseline or --fix: mend first, then write what is left';
  if (writeBaseline === true && changedSince !== undefined)
    return '--write-baseline is about all findings, --changed-since about some';
  if (stdinFilename !== undefined && paths.length > 0 && !paths.includes('-'))
    return '--stdin-filename is the name of `-`, which is not among the paths';
  return undefined;
}

async function settingsFor(context: CliContext, flags: LintFlags): Promise<Found<LintSettings>> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const { config } = workspace.value;
  const section = readLintSection(config);
  if (config !== undefined && section.problems.length > 0)
    return { ok: false, message: mistakesIn(context, config.document, config.text, section.problems) };
  return settingsOf(context, flags, config, section);
}

/** Standard input as a file of its name, which may be one that is there: an editor has it in another state. */
interface Input {
  readonly paths: readonly string[];
  readonly given: ReadonlyMap<string, Uint8Array>;
}

async function inputOf(context: CliContext, flags: LintFlags, given: readonly string[]): Promise<Input> {
  const paths = given.length === 0 && flags.stdinFilename !== undefined ? ['-'] : given;
  if (!paths.includes('-')) return { paths, given: new Map() };
  const name = flags.stdinFilename ?? standardInputName;
  const input = new Map([[name, await readStandardInput(context)]]);
  return { paths: paths.map((path) => (path === '-' ? name : path)), given: input };
}

async function reported(task: Task, { given }: Input): Promise<CommandExit> {
  const { context, flags } = task;
  const linted = await runLint(task, given);
  if (!linted.ok) return misuse(context, linted.message);
  if (flags.writeBaseline === true) return writeBaseline(task, linted.value);
  const { report, code } = reportOf(linted.value, task, 0);
  await print(report, flags, context);
  return code;
}

async function print(report: LintReport, { format }: LintFlags, context: CliContext): Promise<void> {
  context.stdout.write(await renderLint(report, format, context));
  const trouble = format === 'github' ? await writeJobSummary(report, context) : undefined;
  if (trouble !== undefined) context.stderr.write(`secl: ${forTerminal(trouble)}\n`);
}

/** What fixes change goes to the files, or as a diff, or for standard input as a text, to standard output. */
async function fixed(task: Task, { given }: Input): Promise<CommandExit> {
  const { context, flags } = task;
  const kinds = flags.fixSuggested === true ? (['safe', 'suggested'] as const) : (['safe'] as const);
  const mended = await mend(task, kinds, given);
  if (!mended.ok) return misuse(context, mended.message);
  const trouble = await written(task, mended.value, given);
  if (trouble !== undefined) return misuse(context, trouble);
  const { linted, applied } = mended.value;
  const { report, code } = reportOf(linted, task, applied.length);
  const output = flags.dryRun === true || given.size > 0 ? context.stderr : context.stdout;
  await print(report, flags, { ...context, stdout: output });
  return code;
}

async function written(
  { context, flags }: Task,
  { files }: Mended,
  given: ReadonlyMap<string, Uint8Array>,
): Promise<string | undefined> {
  if (flags.dryRun === true) {
    for (const { name, before, after } of files) writeDiff(context, name, before, lineEdits(before, after));
    return undefined;
  }
  for (const { name, after } of files) {
    if (given.has(name)) continue;
    const done = await context.fs.replace(name, after);
    if (!done.ok) return `${name}: ${done.trouble.reason}`;
  }
  for (const [name, bytes] of given) {
    const after = files.find((file) => file.name === name)?.after;
    context.stdout.write(after ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }
  return undefined;
}

async function writeBaseline({ context, flags, settings }: Task, linted: Linted): Promise<CommandExit> {
  const path = flags.baseline ?? settings.baseline ?? defaultBaseline;
  const done = await context.fs.replace(
    path,
    baselineText(linted.asked, linted.fingerprints, settings.nameFrom),
  );
  if (!done.ok) return misuse(context, `${path}: ${done.trouble.reason}`);
  const used =
    settings.baseline === path
      ? ''
      : `; name it with --baseline, or as \`baseline\` of \`lint\` in secl.yaml`;
  context.stdout.write(`${count(linted.asked.length, 'finding')} written to ${path}${used}\n`);
  return exit.fine;
}

function reportOf(
  { sets, files, findings, texts, homes, fingerprints, leftOut }: Linted,
  { settings, flags }: Task,
  mended: number,
): { readonly report: LintReport; readonly code: CommandExit } {
  const { failed, code } = conclusion(findings, files, settings);
  const report: LintReport = {
    findings,
    documents: documentsOf(texts, homes),
    fingerprints,
    names: [...new Set(files.map(({ name }) => homes.get(name)?.document ?? name))],
    rules: files.reduce((sum, { rules }) => sum + rules.length, 0),
    ruleSetsOf: (document) =>
      sets
        .filter(({ files: own }) => own.some(({ name: each }) => each === document))
        .map(({ name }) => name),
    leftOut,
    dryRun: flags.dryRun === true,
    fixed: mended,
    failed,
    isFailing: (finding) => isFailing(finding, settings),
  };
  return { report, code };
}
