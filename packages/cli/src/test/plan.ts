/** What a run of tests has to do: each case of each file, on each rule set and target that it is about. */
import { aboutTest, type SaidText, type TestCase, type TestFile, testingProblem } from '@secl/testing';
import { createLineIndex, type Problem } from '@secl/text';
import { didYouMean, type NamedTarget, type OpenRuleSet, type Workspace } from '@secl/workspace';
import type { PlannedCase } from './loaded-rules.ts';
import { type RulesOf, rulesFinder } from './rules-of.ts';
import type { TestTask } from './run-tests.ts';

/** The cases of one file on one rule set and target. */
export interface Run {
  readonly file: TestFile;
  readonly set: OpenRuleSet;
  readonly target: NamedTarget;
  /** Rules that exact expectations of the file speak of; one function a file. */
  readonly isAbout: (id: string) => boolean;
  readonly cases: readonly PlannedCase[];
  /** Whether the rule set, and the target, tell it from another run of the same cases. */
  readonly manySets: boolean;
  readonly manyTargets: boolean;
}

export interface Plan {
  readonly file: TestFile;
  /** What is wrong with the file, or with finding its rules. */
  readonly problems: readonly Problem[];
  readonly runs: readonly Run[];
  /** Cases for which there are no rules. */
  readonly lost: readonly TestCase[];
}

export async function plansOf(tests: readonly TestFile[], task: TestTask): Promise<readonly Plan[]> {
  const rulesOf = rulesFinder(task.files, task.workspace, task.targets, task.tools);
  const plans: Plan[] = [];
  for (const file of tests) plans.push(planOf(file, await rulesOf(file), task));
  return plans;
}

function planOf(file: TestFile, { sets, workspace, problems }: RulesOf, task: TestTask): Plan {
  const chosen = file.cases.filter(task.isChosen);
  const isAbout = aboutTest(file);
  const lines = createLineIndex(file.text);
  const names = targetNames(file, sets, workspace);
  const own = sets.flatMap((each) => each.targets.map(({ name }) => name));
  // Without flags, a case for a target that none of these rules is tested on would never be run.
  const runnable = task.targets === undefined ? own : names;
  const runs = sets.flatMap(({ set, targets }) =>
    targets.map((target): Run => {
      const cases = chosen.flatMap((testCase): readonly PlannedCase[] => {
        const unknown = unknownTargets(testCase, file, { names, runnable });
        // A case with a target that nobody has named is broken, and not passed over in silence.
        return unknown.length === 0 && !isFor(testCase, target) ? [] : [{ testCase, file, lines, unknown }];
      });
      return {
        file,
        set,
        target,
        isAbout,
        cases,
        manySets: sets.length > 1,
        manyTargets: targets.length > 1,
      };
    }),
  );
  return { file, problems: [...file.problems, ...problems], runs, lost: sets.length === 0 ? chosen : [] };
}

function isFor({ targets }: TestCase, { name }: NamedTarget): boolean {
  return targets.length === 0 || targets.some(({ value }) => value === name);
}

/** All names that a case may use, also where flags ask for other targets. */
function targetNames({ targets }: TestFile, sets: RulesOf['sets'], { config }: Workspace): readonly string[] {
  const own = targets.flatMap(({ name }) => name ?? []);
  const running = sets.flatMap((each) => [...each.targets, ...each.set.targets].map(({ name }) => name));
  return [...new Set([...running, ...own, ...(config?.targets.keys() ?? [])])];
}

function unknownTargets(
  { targets, expect, steps }: TestCase,
  { document }: TestFile,
  known: { readonly names: readonly string[]; readonly runnable: readonly string[] },
): readonly Problem[] {
  const verdicts = [expect, ...steps.map((step) => step.expect)].flatMap((each) => each?.verdicts ?? []);
  const among = (asked: readonly SaidText[], names: readonly string[]): readonly Problem[] =>
    asked
      .filter(({ value }) => !names.includes(value))
      .map(({ value, range }) => {
        const hint =
          didYouMean(value, names) || `: there are ${names.map((each) => `\`${each}\``).join(', ')}`;
        return testingProblem('testing/unknown-target', { document, range }, { name: value, hint });
      });
  return [
    ...among(targets, known.runnable),
    ...among(
      verdicts.flatMap(({ target }) => target ?? []),
      known.names,
    ),
  ];
}
