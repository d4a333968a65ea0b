import type { TestCase } from '@secl/testing';
import type { Found } from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import { misuse, type Run } from '../command.ts';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { workspaceOf } from '../policies-run.ts';
import { streamOf } from '../replay/recordings.ts';
import { targetsOfFlags } from '../target-run.ts';
import { clashOf, measures, proposes } from '../test-coverage/asked.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { findTests } from './find-tests.ts';
import { countCases, errorsOf, type TestReport } from './model.ts';
import { renderTest } from './render.ts';
import { runTests, type TestTask } from './run-tests.ts';
import { updateTests } from './update.ts';
import { watching } from './watch.ts';

/** `secl test`, worked out. */
export const testCommand: Run<TestFlags, string[]> = async (context, flags, ...paths) => {
  if (flags.watch !== true) return once(context, flags, paths);
  if (!context.stdout.terminal)
    return misuse(context, '--watch is for terminals: run `secl test` where nobody looks on');
  if (flags.format !== 'pretty')
    return misuse(context, `--watch prints for people: leave out --format ${flags.format}`);
  return watching(context, () => once(context, flags, paths));
};

async function once(context: CliContext, flags: TestFlags, paths: readonly string[]): Promise<CommandExit> {
  const clash = clashOf(flags);
  if (clash !== undefined) return misuse(context, clash);
  if (proposes(flags))
    return (await import('../test-coverage/generate-run.ts')).generate(context, flags, paths);
  if (measures(flags)) return measured(context, flags, paths);
  const report = await reportOf(context, flags, paths);
  if (!report.ok) return misuse(context, report.message);
  if (flags.update !== true) return print(report.value, context, flags);
  const done = await updateTests(report.value, context);
  if (!done.ok) return misuse(context, done.message);
  if (done.changed === 0) return print(report.value, context, flags);
  // What is left is told of the files as they are now.
  const again = await reportOf(context, flags, paths);
  return again.ok ? print(again.value, context, flags) : misuse(context, again.message);
}

/** With somebody looking on, who says afterwards what the tests have shown. */
async function measured(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
): Promise<CommandExit> {
  const { measuring } = await import('../test-coverage/measuring.ts');
  const measure = measuring(context, flags);
  if (!measure.ok) return misuse(context, measure.message);
  const { task, ownsStdout, tell } = measure.value;
  const report = await reportOf(context, flags, paths, task);
  if (!report.ok) return misuse(context, report.message);
  const shown = ownsStdout ? { ...context, stdout: context.stderr } : context;
  const code = await print(report.value, shown, ownsStdout ? { ...flags, format: 'pretty' } : flags);
  const told = await tell(report.value.documents);
  if (!told.ok) return misuse(context, told.message);
  return code === exit.fine && !told.value ? exit.findings : code;
}

async function reportOf(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
  looking: Pick<TestTask, 'watcherOf' | 'onCase'> = {},
): Promise<Found<TestReport>> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const targets = targetsOfFlags(flags, workspace.value.config);
  if (!targets.ok) return targets;
  const files = workspaceFiles(context.fs);
  const tests = await findTests(files, paths.length === 0 ? ['.'] : paths);
  if (!tests.ok) return tests;
  if (tests.value.length === 0 && flags.passWithoutTests !== true)
    return {
      ok: false,
      message: 'no tests: no file here or below ends in _test.yaml, and no rule file has tests',
    };
  const report = await runTests(tests.value, {
    files,
    workspace: workspace.value,
    tools: carrierTools(),
    targets: targets.value,
    isChosen: chosenBy(flags.run ?? []),
    requireTests: flags.requireTests === true,
    readRecording: (path) => recordingAt(context, path),
    ...looking,
  });
  const ran = report.files.some(({ cases }) => cases.length > 0);
  if (!ran && report.leftOut > 0)
    return { ok: false, message: `--run ${(flags.run ?? []).join(' --run ')}: no case has this in its name` };
  return { ok: true, value: report };
}

async function print(report: TestReport, context: CliContext, flags: TestFlags): Promise<CommandExit> {
  context.stdout.write(await renderTest(report, flags, context.stdout));
  const { failed, undecided, broken } = countCases(report);
  if (broken > 0 || report.files.some((file) => errorsOf(file).length > 0)) return exit.misuse;
  return failed + undecided + (report.untested?.length ?? 0) > 0 ? exit.findings : exit.fine;
}

/** A part of the name, with `*` for any run of characters. */
function chosenBy(patterns: readonly string[]): (testCase: TestCase) => boolean {
  const wanted = patterns.map(
    (pattern) =>
      new RegExp(
        pattern
          .split('*')
          .map((part) => part.replace(/[^\w\s]/g, '\\$&'))
          .join('.*'),
        'is',
      ),
  );
  return ({ name }) => wanted.length === 0 || wanted.some((pattern) => pattern.test(name));
}

async function recordingAt(
  context: CliContext,
  path: string,
): Promise<Awaited<ReturnType<Parameters<typeof runTests>[1]['readRecording']>>> {
  const kind = await context.fs.kind(path);
  if (kind === 'missing') return { ok: false, message: 'no such file or directory' };
  if (kind === 'directory') return { ok: false, message: 'this is a directory: name one recording' };
  return { ok: true, bytes: streamOf(context, { name: path, path }) };
}
