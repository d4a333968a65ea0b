/** Runs the cases of test files over the rules that they are about. */
import { catalogue } from '@secl/model';
import { load, type RuleSet } from '@secl/policy';
import {
  aboutTest,
  type CaseResult,
  type CaseRunner,
  caseRunner,
  type PreparedCase,
  prepareCase,
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
  directoryOf,
  joinPath,
  type NamedTarget,
  type OpenRuleSet,
  type Workspace,
} from '@secl/workspace';
import { documentsOf } from '../report/documents.ts';
import type { CaseReport, FileReport, OpenRules, TestReport } from './model.ts';
import { type RulesOf, rulesFinder } from './rules-of.ts';

export interface TestTask {
  readonly files: FileSystem;
  readonly workspace: Workspace;
  readonly tools: CarrierTools;
  /** Of the flags; else each file's own. */
  readonly targets: readonly NamedTarget[] | undefined;
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
  /** Hears of each case that was run. */
  readonly onCase?: (ran: RanCase) => void;
}

/** A case as it was run: for whoever runs it again over other rules. */
export interface RanCase {
  readonly set: OpenRuleSet;
  readonly ruleSet: RuleSet;
  readonly target: NamedTarget;
  readonly prepared: PreparedCase;
  /** Rules that exact expectations of its file speak of; one function a file. */
  readonly isAbout: (id: string) => boolean;
}

/** A rule set on a target, loaded, with what runs its cases. */
interface Loaded {
  readonly ruleSet: RuleSet;
  /** How the target is called. */
  readonly target: string;
  readonly runners: Map<string, CaseRunner>;
  readonly watcher: Watcher | undefined;
}

export async function runTests(tests: readonly TestFile[], task: TestTask): Promise<TestReport> {
  const rulesOf = rulesFinder(task.files, task.workspace, task.targets, task.tools);
  const loaded = new Map<OpenRuleSet, Map<string, Loaded>>();
  const loadedFor = (set: OpenRuleSet, target: NamedTarget): Loaded => {
    const byTarget = loaded.get(set) ?? new Map<string, Loaded>();
    loaded.set(set, byTarget);
    const key = keyOf(target);
    const known = byTarget.get(key);
    if (known !== undefined) return known;
    const ruleSet = load(set.files, target.target, set.external);
    const made: Loaded = {
      ruleSet,
      target: target.name,
      runners: new Map(),
      watcher: task.watcherOf?.(ruleSet, target, set),
    };
    byTarget.set(key, made);
    return made;
  };

  const reports: FileReport[] = [];
  let leftOut = 0;
  for (const file of tests) {
    const chosen = file.cases.filter(task.isChosen);
    leftOut += file.cases.length - chosen.length;
    const { sets, workspace, problems } = await rulesOf(file);
    const cases: CaseReport[] = [];
    const lines = createLineIndex(file.text);
    const isAbout = aboutTest(file);
    const names = targetNames(file, sets, workspace);
    for (const { set, targets } of sets) {
      for (const target of targets) {
        const running = loadedFor(set, target);
        const run = runnerOf(running, file, isAbout, target);
        for (const testCase of chosen) {
          const unknown = unknownTargets(testCase, file, names);
          // A case with a target that nobody has named is broken, and not passed over in silence.
          if (unknown.length === 0 && !isFor(testCase, target)) continue;
          const made = await prepareFor(testCase, { file, task, target, running, lines });
          const prepared = { ...made, problems: [...unknown, ...made.problems] };
          const result = run(prepared, running.watcher);
          task.onCase?.({ set, ruleSet: running.ruleSet, target, prepared, isAbout });
          cases.push({
            result,
            ruleSet: set.name,
            target: target.name,
            manySets: sets.length > 1,
            manyTargets: targets.length > 1,
          });
        }
      }
    }
    if (sets.length === 0) cases.push(...chosen.map((testCase) => notRun(testCase)));
    reports.push({ file, problems: [...file.problems, ...problems], cases });
  }
  const sets = [...loaded.keys()];
  return {
    files: reports,
    documents: documentsOf(
      new Map([
        ...sets.flatMap(({ texts }) => [...texts]),
        ...tests.map(({ document, text }) => [document, text] as const),
      ]),
      new Map(sets.flatMap(({ homes }) => [...homes])),
    ),
    openRules: openRulesIn(loaded),
    untested: task.requireTests ? untestedIn(reports, loaded) : undefined,
    leftOut,
  };
}

/** What a rule set holds that may load or not, where the target leaves out what decides it. */
function openRulesIn(loaded: ReadonlyMap<OpenRuleSet, ReadonlyMap<string, Loaded>>): readonly OpenRules[] {
  return [...loaded].flatMap(([{ name }, byTarget]) =>
    [...byTarget.values()].flatMap(({ ruleSet, target }) => {
      const open = ruleSet.verdicts.flatMap(({ id, state }) =>
        state.status === 'undecided' ? [{ id, state }] : [],
      );
      if (open.length === 0) return [];
      const needs = [...new Set(open.flatMap(({ state }) => state.needs))].sort();
      return [{ ruleSet: name, target, rules: open.map(({ id }) => id), needs }];
    }),
  );
}

/** Two files may describe different targets under one name. */
function keyOf({ name, target: { host, ...others } }: NamedTarget): string {
  const told = [name, others, [...host]];
  return JSON.stringify(told, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** Cases of files that are about the same rules are run by one runner. */
function runnerOf(
  { ruleSet, runners }: Loaded,
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
  names: readonly string[],
): readonly Problem[] {
  const verdicts = [expect, ...steps.map((step) => step.expect)].flatMap((each) => each?.verdicts ?? []);
  return [...targets, ...verdicts.flatMap(({ target }) => target ?? [])]
    .filter(({ value }) => !names.includes(value))
    .map(({ value, range }) => {
      const hint = didYouMean(value, names) || `: there are ${names.map((each) => `\`${each}\``).join(', ')}`;
      return testingProblem('testing/unknown-target', { document, range }, { name: value, hint });
    });
}

interface Preparation {
  readonly file: TestFile;
  readonly task: TestTask;
  readonly target: NamedTarget;
  readonly running: Loaded;
  readonly lines: ReturnType<typeof createLineIndex>;
}

function prepareFor(
  testCase: TestCase,
  { file, task, target, running, lines }: Preparation,
): Promise<PreparedCase> {
  return prepareCase(testCase, {
    document: file.document,
    lines,
    catalogue: catalogue(target.target.platform),
    facts: running.ruleSet.facts,
    origin: target.target.origin,
    readRecording: async (path) => {
      const name = joinPath(directoryOf(file.document), path);
      const read = await task.readRecording(name);
      return read.ok ? { ...read, name } : read;
    },
  });
}

function notRun(testCase: TestCase): CaseReport {
  const result: CaseResult = {
    testCase,
    outcome: 'broken',
    failures: [],
    problems: [],
    events: 0,
    fired: new Set(),
    silent: new Set(),
  };
  return { result, ruleSet: '', target: '', manySets: false, manyTargets: false };
}

function untestedIn(
  reports: readonly FileReport[],
  loaded: ReadonlyMap<OpenRuleSet, ReadonlyMap<string, Loaded>>,
): TestReport['untested'] {
  const ruleSets = [...loaded.values()].flatMap((byTarget) =>
    [...byTarget.values()].map(({ ruleSet }) => ruleSet),
  );
  return untestedRules(
    ruleSets,
    reports.map(({ cases }) => ({ results: cases.map(({ result }) => result) })),
  );
}
