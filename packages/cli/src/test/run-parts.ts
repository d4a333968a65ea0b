import { type CaseResult, type CaseRunner, caseRunner, type TestCase, type TestFile } from '@secl/testing';
import type { Problem } from '@secl/text';
import { type LoadedRules, loadedRules, type PlannedCase } from './loaded-rules.ts';
import type { Run } from './plan.ts';
import type { TestTask } from './run-tests.ts';
import { silentPolicies } from './unheard-rules.ts';

export interface Ran {
  /** Without those that nobody waited for. */
  readonly results: ReadonlyMap<PlannedCase, CaseResult>;
  /** Of the policies of a file, as its cases show them. */
  readonly mistakes: ReadonlyMap<Run['file'], readonly Problem[]>;
  readonly loaded: readonly LoadedRules[];
}

/** Runs cases, those of several files over rules that are loaded once. */
export async function runParts(parts: readonly Run[], task: TestTask): Promise<Ran> {
  const loaded = loadedRules(parts, task);
  const results = new Map<PlannedCase, CaseResult>();
  const mistakes = new Map<TestFile, readonly Problem[]>();
  for (const { file, set, target, isAbout, cases } of parts) {
    const running = await loaded.rulesOf({ set, target, cases });
    const { ruleSet } = running;
    mistakes.set(file, [...(mistakes.get(file) ?? []), ...silentPolicies(file, running)]);
    const judge = runnerOf(running, file, isAbout, target.name);
    for (const planned of cases) {
      const prepared = await running.prepared(planned);
      if (task.isStopped?.() === true) break;
      const result = task.prepareOnly === true ? notRun(planned.testCase) : judge(prepared, running.watcher);
      task.onCase?.({ set, ruleSet, target, prepared, result, isAbout });
      results.set(planned, result);
    }
  }
  return { results, mistakes, loaded: loaded.all() };
}

/** Cases of files that are about the same rules are run by one runner. */
function runnerOf(
  { ruleSet, runners }: LoadedRules,
  { about }: TestFile,
  isAbout: Run['isAbout'],
  target: string,
): CaseRunner {
  const key = about.map(({ value }) => value).join('\u0000');
  const known = runners.get(key);
  if (known !== undefined) return known;
  const made = caseRunner(ruleSet, { target, isAbout });
  runners.set(key, made);
  return made;
}

export function notRun(testCase: TestCase): CaseResult {
  return {
    testCase,
    outcome: 'broken',
    failures: [],
    problems: [],
    events: 0,
    fired: new Set(),
    silent: new Set(),
  };
}
