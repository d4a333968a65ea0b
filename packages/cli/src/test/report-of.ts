/** From flags and paths to what the tests came to: for `secl test`, and for threads that help it. */
import { readCarrier } from '@secl/policy';
import type { TestCase, TestFile } from '@secl/testing';
import type { Found } from '@secl/workspace';
import { carrierTools } from '../carrier-tools.ts';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import { workspaceOf } from '../policies-run.ts';
import { streamOf } from '../replay/recordings.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { askedTargets } from './asked-targets.ts';
import { findTests, readTests, type TestText } from './find-tests.ts';
import type { TestReport } from './model.ts';
import { runTests, type TestTask } from './run-tests.ts';
import { startHelp } from './test-helpers.ts';

/** `looking`: who looks on. */
export async function reportOf(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
  looking?: LookingOn,
): Promise<Found<TestReport>> {
  const asked = await taskOf(context, flags, paths);
  if (!asked.ok) return asked;
  const { texts, taskFor } = asked.value;
  // Who looks on sees all cases.
  const mayShare = looking === undefined && flags.requireTests !== true;
  const help = mayShare ? startHelp(context, flags, texts) : undefined;
  const tests = readTests(texts);
  const task = taskFor(tests);
  if (!task.ok) return task;
  const { isChosen } = task.value;
  const report = await runTests(tests, { ...task.value, ...looking, ...(help && { help }) });
  const ran = report.files.some(({ cases }) => cases.length > 0);
  if (!ran && report.leftOut > 0 && !context.signal.aborted) {
    const isAnyChosen = tests.some(({ cases }) => cases.some(isChosen));
    const patterns = (flags.run ?? []).map((pattern) => `--run ${pattern}`).join(' ');
    const message = isAnyChosen
      ? 'no such case is for the targets that are asked for'
      : `${patterns}: no case has this in its name`;
    return { ok: false, message };
  }
  return { ok: true, value: report };
}

/** The tests that flags and paths ask for, and how they are run once they are read. */
export async function taskOf(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
): Promise<
  Found<{
    readonly texts: readonly TestText[];
    readonly taskFor: (tests: readonly TestFile[]) => Found<TestTask>;
  }>
> {
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return workspace;
  const files = workspaceFiles(context.fs);
  const texts = await findTests(files, paths.length === 0 ? ['.'] : paths);
  if (!texts.ok) return texts;
  if (texts.value.length === 0 && flags.passWithoutTests !== true) {
    // What proposes tests is more code than what runs them.
    const { noTests } = await import('./no-tests.ts');
    return { ok: false, message: await noTests(context, flags, paths) };
  }
  const taskFor = (tests: readonly TestFile[]): Found<TestTask> => {
    const targets = askedTargets(flags, tests, workspace.value.config);
    if (!targets.ok) return targets;
    const task: TestTask = {
      files,
      workspace: workspace.value,
      tools: {
        ...carrierTools(),
        // Of most rules it is enough to know that no case meets them.
        read: (name, text, hcl) => readCarrier(name, text, { hcl, later: true }),
      },
      targets: targets.value,
      isChosen: chosenBy(flags.run ?? []),
      requireTests: flags.requireTests === true,
      readRecording: (path) => recordingAt(context, path),
      isStopped: () => context.signal.aborted,
    };
    return { ok: true, value: task };
  };
  return { ok: true, value: { texts: texts.value, taskFor } };
}

export type LookingOn = Pick<TestTask, 'watcherOf' | 'onPlanned' | 'onCase' | 'prepareOnly'>;

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
