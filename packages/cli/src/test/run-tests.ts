/** Runs the cases of test files over the rules that they are about. */
import type { RuleSet } from '@secl/policy';
import {
  aboutTest,
  type CaseResult,
  type CaseRunner,
  caseRunner,
  type PreparedCase,
  type SaidText,
  type TestCase,
  type TestFile,
  testingProblem,
  untestedRules,
  type Watcher,
} from '@secl/testing';
import { createLineIndex, type FileSystem, type Problem } from '@secl/text';
import {
  type CarrierTools,
  didYouMean,
  type NamedTarget,
  type OpenRuleSet,
  type Workspace,
} from '@secl/workspace';
import { documentsOf } from '../report/documents.ts';
import type { AskedTargets } from './asked-targets.ts';
import { type LoadedRules, loadedRules, type PlannedCase } from './loaded-rules.ts';
import type { CaseReport, FileReport, OpenRules, TestReport } from './model.ts';
import { type RulesOf, rulesFinder } from './rules-of.ts';
import { rejectedRules, silentPolicies } from './unheard-rules.ts';

export interface TestTask {
  readonly files: FileSystem;
  readonly workspace: Workspace;
  readonly tools: CarrierTools;
  /** Of the flags; else each file's own. */
  readonly targets: AskedTargets | undefined;
  readonly isChosen: (testCase: TestCase) => boolean;
  readonly requireTests: boolean;
  /** Of a recording, by its path. */
  readonly readRecording: (
    path: string,
  ) => Promise<
    | { readonly ok: true; readonly bytes: AsyncIterable<Uint8Array> }
    | { readonly ok: false; readonly message: string }
  >;
  /** Looks on at the events of all cases of a rule set on a target. */
  readonly watcherOf?: (ruleSet: RuleSet, target: NamedTarget, set: OpenRuleSet) => Watcher | undefined;
  /** Hears how many cases there are, before the first of them is run. */
  readonly onPlanned?: (cases: number) => void;
  /** Hears of each case that was run. */
  readonly onCase?: (ran: RanCase) => void;
  /** Whether somebody wants no more of it: a recording that was cut short says nothing of its case. */
  readonly isStopped?: () => boolean;
  /** The cases are made ready, and not run: for a thread in which they are run over other rules. */
  readonly prepareOnly?: boolean;
}

/** A case as it was run: for whoever runs it again over other rules. */
export interface RanCase {
  readonly set: OpenRuleSet;
  readonly ruleSet: RuleSet;
  readonly target: NamedTarget;
  readonly prepared: PreparedCase;
  readonly result: CaseResult;
  /** Rules that exact expectations of its file speak of; one function a file. */
  readonly isAbout: (id: string) => boolean;
}

/** The cases of one file on one rule set and target. */
interface Run {
  readonly file: TestFile;
  readonly set: OpenRuleSet;
  readonly target: NamedTarget;
  readonly isAbout: RanCase['isAbout'];
  readonly cases: readonly PlannedCase[];
  readonly manySets: boolean;
  readonly manyTargets: boolean;
}

interface Plan extends Pick<FileReport, 'file' | 'problems'> {
  readonly runs: readonly Run[];
  /** Cases for which there are no rules. */
  readonly lost: readonly TestCase[];
}

export async function runTests(tests: readonly TestFile[], task: TestTask): Promise<TestReport> {
  const rulesOf = rulesFinder(task.files, task.workspace, task.targets, task.tools);
  const plans: Plan[] = [];
  for (const file of tests) plans.push(planOf(file, await rulesOf(file), task));
  const loaded = loadedRules(
    plans.flatMap(({ runs }) => runs),
    task,
  );
  task.onPlanned?.(plans.flatMap(({ runs }) => runs.flatMap((run) => run.cases)).length);
  const reports: FileReport[] = [];
  for (const { file, problems, runs, lost } of plans) {
    const cases: CaseReport[] = [];
    const mistakes = new Map(problems.map((each) => [keyOf(each), each]));
    for (const run of runs) {
      const { set, target, isAbout, manySets, manyTargets } = run;
      const running = await loaded.rulesOf(run);
      const { ruleSet } = running;
      for (const each of silentPolicies(file, running)) mistakes.set(keyOf(each), each);
      const judge = runnerOf(running, file, isAbout, target);
      for (const planned of run.cases) {
        const prepared = await running.prepared(planned);
        if (task.isStopped?.() === true) break;
        const result =
          task.prepareOnly === true ? notRun(planned.testCase) : judge(prepared, running.watcher);
        task.onCase?.({ set, ruleSet, target, prepared, result, isAbout });
        cases.push({ result, ruleSet: set.name, target: target.name, manySets, manyTargets });
      }
    }
    cases.push(...lost.map(withoutRules));
    reports.push({ file, problems: [...mistakes.values()], cases });
  }
  const all = loaded.all();
  const sets = [...new Set(all.map(({ set }) => set))];
  return {
    files: reports,
    documents: documentsOf(
      new Map([
        ...sets.flatMap(({ texts }) => [...texts]),
        ...tests.map(({ document, text }) => [document, text] as const),
      ]),
      new Map(sets.flatMap(({ homes }) => [...homes])),
    ),
    openRules: openRulesIn(all),
    rejectedRules: rejectedRules(
      all,
      tests.flatMap(({ cases }) => cases),
    ),
    untested: task.requireTests ? untestedIn(reports, all) : undefined,
    leftOut: tests.flatMap(({ cases }) => cases).length - planned(plans).size,
  };
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

function planned(plans: readonly Plan[]): ReadonlySet<TestCase> {
  const run = plans.flatMap(({ runs }) => runs.flatMap(({ cases }) => cases));
  return new Set([...run.map(({ testCase }) => testCase), ...plans.flatMap(({ lost }) => lost)]);
}

/** The same policies on two targets have the same mistakes. */
function keyOf({ code, place: { document, range }, message }: Problem): string {
  return [code, document, range.start, message].join('\u0000');
}

/** What a rule set holds that may load or not, where the target leaves out what decides it. */
function openRulesIn(loaded: readonly LoadedRules[]): readonly OpenRules[] {
  return loaded.flatMap(({ ruleSet, set, target }) => {
    const open = ruleSet.verdicts.flatMap(({ id, state }) =>
      state.status === 'undecided' ? [{ id, state }] : [],
    );
    if (open.length === 0) return [];
    const needs = [...new Set(open.flatMap(({ state }) => state.needs))].sort();
    return [{ ruleSet: set.name, target: target.name, rules: open.map(({ id }) => id), needs }];
  });
}

/** Cases of files that are about the same rules are run by one runner. */
function runnerOf(
  { ruleSet, runners }: LoadedRules,
  { about }: TestFile,
  isAbout: RanCase['isAbout'],
  target: NamedTarget,
): CaseRunner {
  const key = about.map(({ value }) => value).join('\u0000');
  const known = runners.get(key);
  if (known !== undefined) return known;
  const made = caseRunner(ruleSet, { target: target.name, isAbout });
  runners.set(key, made);
  return made;
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

function withoutRules(testCase: TestCase): CaseReport {
  return { result: notRun(testCase), ruleSet: '', target: '', manySets: false, manyTargets: false };
}

function notRun(testCase: TestCase): CaseResult {
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

function untestedIn(reports: readonly FileReport[], loaded: readonly LoadedRules[]): TestReport['untested'] {
  return untestedRules(
    loaded.map(({ ruleSet }) => ruleSet),
    reports.map(({ cases }) => ({ results: cases.map(({ result }) => result) })),
  );
}
