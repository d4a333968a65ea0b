/** A thread that runs a part of the cases for `secl test`: it reads what the command reads. */
import type { MessagePort } from 'node:worker_threads';
import type { TestFlags } from '../commands/test.ts';
import { quietContext } from '../quiet-context.ts';
import { readTests } from './find-tests.ts';
import { plansOf, type Run } from './plan.ts';
import { taskOf } from './report-of.ts';
import { type Ran, runParts } from './run-parts.ts';
import { identityOf } from './test-helpers.ts';
import { type Unheard, unheardIn } from './unheard-rules.ts';

export interface TestsTask {
  readonly kind: 'tests';
  readonly cwd: string;
  readonly today: string;
  readonly flags: TestFlags;
  /** Of files. */
  readonly paths: readonly string[];
}

export interface TestsDone {
  readonly runs: readonly RunDone[];
  readonly unheard: readonly Unheard[];
}

export interface RunDone {
  readonly of: string;
  /** Nothing where something is to be said of its rules, which the command does itself. */
  readonly passed: PassedCases | undefined;
}

/** Cases of a run that passed, and of which there is nothing else to say. */
export type PassedCases = readonly {
  readonly index: number;
  readonly events: number;
  readonly fired: readonly string[];
}[];

/** `task` is the command's own: {@link TestsTask}. It posts {@link TestsDone}. */
export async function serveTests(port: MessagePort, { flags, paths, ...where }: TestsTask): Promise<void> {
  const asked = await taskOf(quietContext(where), flags, paths);
  const tests = asked.ok ? readTests(asked.value.texts) : [];
  const task = asked.ok ? asked.value.taskFor(tests) : asked;
  // Why there is none, the command finds out and says.
  if (task.ok) {
    const plans = await plansOf(tests, task.value);
    const runs = plans.flatMap((plan) => plan.runs);
    const ran = await runParts(runs, task.value);
    port.postMessage({
      runs: runs.map((run) => ({ of: identityOf(run), passed: passedIn(run, ran) })),
      unheard: unheardIn(ran.loaded),
    } satisfies TestsDone);
  }
  port.close();
}

function passedIn({ file, cases }: Run, { results, mistakes }: Ran): PassedCases | undefined {
  if ((mistakes.get(file) ?? []).length > 0) return undefined;
  return cases.flatMap((each, index) => {
    const result = results.get(each);
    if (result === undefined || result.outcome !== 'passed' || result.problems.length > 0) return [];
    return [{ index, events: result.events, fired: [...result.fired] }];
  });
}
