/** Runs the cases of test files over the rules that they are about, and puts together what came of them. */
import type { RuleSet } from '@secl/policy';
import {
  type CaseResult,
  type PreparedCase,
  type TestCase,
  type TestFile,
  untestedRules,
  type Watcher,
} from '@secl/testing';
import type { FileSystem, Problem } from '@secl/text';
import type { CarrierTools, NamedTarget, OpenRuleSet, Workspace } from '@secl/workspace';
import { documentsOf } from '../report/documents.ts';
import type { AskedTargets } from './asked-targets.ts';
import type { PlannedCase } from './loaded-rules.ts';
import type { CaseReport, FileReport, ReportedResult, TestReport } from './model.ts';
import { type Plan, plansOf, type Run } from './plan.ts';
import { notRun, type Ran, runParts } from './run-parts.ts';
import type { Help } from './test-helpers.ts';
import { openRules, rejectedRules, unheardIn } from './unheard-rules.ts';

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
  /** Threads that run a part of the cases; nothing where somebody looks on. */
  readonly help?: Help;
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

const alone: Help = {
  isOwn: () => true,
  brought: async () => ({ results: new Map(), unheard: [], left: [] }),
};

export async function runTests(tests: readonly TestFile[], task: TestTask): Promise<TestReport> {
  const plans = await plansOf(tests, task);
  const runs = plans.flatMap((plan) => plan.runs);
  task.onPlanned?.(runs.flatMap(({ cases }) => cases).length);
  const { isOwn, brought: bring }: Help = task.help ?? alone;
  const own = await runParts(runs.filter(isOwn), task);
  const brought = await bring(runs.filter((run) => !isOwn(run)));
  // What failed is run here: whoever reads of it wants to know why.
  const rest = await runParts(brought.left, task);
  const results = new Map<PlannedCase, ReportedResult>([...own.results, ...brought.results, ...rest.results]);
  const loaded = [...own.loaded, ...rest.loaded];
  const cases = tests.flatMap((file) => file.cases);
  const unheard = [...unheardIn(loaded), ...brought.unheard];
  const sets = [...new Set(runs.map(({ set }) => set))];
  return {
    files: plans.map((plan) => fileReport(plan, results, [own, rest])),
    documents: documentsOf(
      new Map([
        ...sets.flatMap(({ texts }) => [...texts]),
        ...tests.map(({ document, text }) => [document, text] as const),
      ]),
      new Map(sets.flatMap(({ homes }) => [...homes])),
    ),
    openRules: openRules(unheard),
    rejectedRules: rejectedRules(unheard, cases),
    untested: task.requireTests ? untestedIn(plans, own) : undefined,
    leftOut: cases.length - planned(plans).size,
  };
}

function fileReport(
  { file, problems, runs, lost }: Plan,
  results: ReadonlyMap<PlannedCase, ReportedResult>,
  ran: readonly Ran[],
): FileReport {
  const shown = ran.flatMap(({ mistakes }) => mistakes.get(file) ?? []);
  return {
    file,
    problems: [...new Map([...problems, ...shown].map((each) => [keyOf(each), each])).values()],
    cases: [...runs.flatMap((run) => casesOf(run, results)), ...lost.map(withoutRules)],
  };
}

function casesOf(
  { set, target, manySets, manyTargets, cases }: Run,
  results: ReadonlyMap<PlannedCase, ReportedResult>,
): readonly CaseReport[] {
  return cases.flatMap((each) => {
    const result = results.get(each);
    return result === undefined
      ? []
      : [{ result, ruleSet: set.name, target: target.name, manySets, manyTargets }];
  });
}

/** The same policies on two targets have the same mistakes. */
function keyOf({ code, place: { document, range }, message }: Problem): string {
  return [code, document, range.start, message].join('\u0000');
}

function planned(plans: readonly Plan[]): ReadonlySet<TestCase> {
  const run = plans.flatMap(({ runs }) => runs.flatMap(({ cases }) => cases));
  return new Set([...run.map(({ testCase }) => testCase), ...plans.flatMap(({ lost }) => lost)]);
}

function withoutRules(testCase: TestCase): CaseReport {
  return { result: notRun(testCase), ruleSet: '', target: '', manySets: false, manyTargets: false };
}

function untestedIn(plans: readonly Plan[], { loaded, results }: Ran): TestReport['untested'] {
  return untestedRules(
    loaded.map(({ ruleSet }) => ruleSet),
    plans.map(({ runs }) => ({
      results: runs.flatMap(({ cases }) => cases.flatMap((each) => results.get(each) ?? [])),
    })),
  );
}
