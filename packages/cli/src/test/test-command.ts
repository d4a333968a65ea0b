import { misuse, type Run } from '../command.ts';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { clashOf, measures, proposes } from '../test-coverage/asked.ts';
import { countCases, errorsOf, type TestReport } from './model.ts';
import { renderTest } from './render.ts';
import { reportOf } from './report-of.ts';
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
  // Of a part of the tests nothing is written.
  if (flags.update !== true || context.signal.aborted) return print(report.value, context, flags);
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
  const measure = measuring(context, flags, paths);
  if (!measure.ok) return misuse(context, measure.message);
  const { task, ownsStdout, tell, end } = measure.value;
  try {
    const report = await reportOf(context, flags, paths, task);
    if (!report.ok) return misuse(context, report.message);
    const shown = ownsStdout ? { ...context, stdout: context.stderr } : context;
    const code = await print(report.value, shown, ownsStdout ? { ...flags, format: 'pretty' } : flags);
    // Of a part of the tests nothing can be measured.
    if (context.signal.aborted) return code;
    const told = await tell(report.value.documents);
    if (!told.ok) return misuse(context, told.message);
    return code === exit.fine && !told.value ? exit.findings : code;
  } finally {
    end();
  }
}

async function print(report: TestReport, context: CliContext, flags: TestFlags): Promise<CommandExit> {
  if (context.signal.aborted)
    context.stderr.write('secl: interrupted: what follows is no more than was run\n');
  context.stdout.write(await renderTest(report, flags, context.stdout));
  const { failed, undecided, broken } = countCases(report);
  if (broken > 0 || report.files.some((file) => errorsOf(file).length > 0)) return exit.misuse;
  return failed + undecided + (report.untested?.length ?? 0) > 0 ? exit.findings : exit.fine;
}
