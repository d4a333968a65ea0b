/** Rule sets of test files on their targets, loaded as far as the cases that run on them can tell. */
import { catalogue, type Facts } from '@secl/model';
import { isOneAgent, load, minorOf, type PolicyFile, type RuleSet, type Target } from '@secl/policy';
import {
  type CaseRunner,
  filesToMeet,
  type PreparedCase,
  prepareCase,
  RecordingMemory,
  type TestCase,
  type TestFile,
  type Watcher,
} from '@secl/testing';
import type { LineIndex, Problem } from '@secl/text';
import { directoryOf, joinPath, type NamedTarget, type OpenRuleSet } from '@secl/workspace';
import type { TestTask } from './run-tests.ts';

export interface PlannedCase {
  readonly testCase: TestCase;
  readonly file: TestFile;
  /** Of the file. */
  readonly lines: LineIndex;
  /** Targets that it names and nobody else does. */
  readonly unknown: readonly Problem[];
}

/** A rule set on a target, with what runs its cases. */
export interface LoadedRules {
  readonly set: OpenRuleSet;
  readonly target: NamedTarget;
  /** What was loaded: without the rules that no case meets. */
  readonly files: readonly PolicyFile[];
  readonly ruleSet: RuleSet;
  readonly runners: Map<string, CaseRunner>;
  readonly watcher: Watcher | undefined;
  readonly prepared: (planned: PlannedCase) => Promise<PreparedCase>;
}

interface Run {
  readonly set: OpenRuleSet;
  readonly target: NamedTarget;
  readonly cases: readonly PlannedCase[];
}

interface Task extends TestTask {
  readonly recordings: RecordingMemory;
}

/** `runs`: all that there will be, so that it is known at the first of them which cases the rules will meet. */
export function loadedRules(
  runs: readonly Run[],
  task: TestTask,
): { rulesOf(run: Run): Promise<LoadedRules>; all(): readonly LoadedRules[] } {
  const within: Task = { ...task, recordings: new RecordingMemory() };
  const loaded = new Map<OpenRuleSet, Map<string, LoadedRules>>();
  return {
    async rulesOf({ set, target }) {
      const byTarget = loaded.get(set) ?? new Map<string, LoadedRules>();
      loaded.set(set, byTarget);
      const key = keyOf(target);
      const known = byTarget.get(key);
      if (known !== undefined) return known;
      const cases = runs.flatMap((run) => (run.set === set && keyOf(run.target) === key ? run.cases : []));
      const made = await loadRules(set, target, cases, within);
      byTarget.set(key, made);
      return made;
    },
    all: () => [...loaded.values()].flatMap((byTarget) => [...byTarget.values()]),
  };
}

async function loadRules(
  set: OpenRuleSet,
  target: NamedTarget,
  cases: readonly PlannedCase[],
  task: Task,
): Promise<LoadedRules> {
  const facts = mayLeaveOut(set, cases, task) ? factsAhead(target.target) : undefined;
  const ahead = facts && (await preparedAhead(cases, facts, target, task));
  const files = ahead === undefined ? set.files : filesToMeet(set.files, target.target, [...ahead.values()]);
  const ruleSet = load(files, target.target, set.external);
  return {
    set,
    target,
    files,
    ruleSet,
    runners: new Map(),
    watcher: task.watcherOf?.(ruleSet, target, set),
    prepared: async (planned) =>
      ahead?.get(planned) ?? (await preparedFor(planned, ruleSet.facts, target, task)),
  };
}

/**
 * Whether rules may be left out that the cases do not meet: not where somebody asks about all rules, and not where
 * recordings are read, of which only few are to be in memory.
 */
function mayLeaveOut(
  { external }: OpenRuleSet,
  cases: readonly PlannedCase[],
  { watcherOf, requireTests }: TestTask,
): boolean {
  const isWhole = external.macros.size + external.variables.size + external.ids.size === 0;
  const asksAboutAll = requireTests || watcherOf !== undefined;
  return isWhole && !asksAboutAll && cases.every(({ testCase }) => testCase.recording === undefined);
}

/** What is known before the rules are: nothing where several agents may be meant. */
function factsAhead(target: Target): Facts | undefined {
  return isOneAgent(target) ? catalogue(target.platform).at(minorOf(target)) : undefined;
}

async function preparedAhead(
  cases: readonly PlannedCase[],
  facts: Facts,
  target: NamedTarget,
  task: Task,
): Promise<ReadonlyMap<PlannedCase, PreparedCase>> {
  const prepared = new Map<PlannedCase, PreparedCase>();
  for (const each of cases) prepared.set(each, await preparedFor(each, facts, target, task));
  return prepared;
}

async function preparedFor(
  { testCase, file: { document }, lines, unknown }: PlannedCase,
  facts: Facts,
  { target: { platform, origin } }: NamedTarget,
  task: Task,
): Promise<PreparedCase> {
  const made = await prepareCase(testCase, {
    document,
    lines,
    catalogue: catalogue(platform),
    facts,
    origin,
    recordings: task.recordings,
    readRecording: async (path) => {
      const name = joinPath(directoryOf(document), path);
      const read = await task.readRecording(name);
      return read.ok ? { ...read, name } : read;
    },
  });
  return { ...made, problems: [...unknown, ...made.problems] };
}

/** Two files may describe different targets under one name. */
function keyOf({ name, target: { host, ...others } }: NamedTarget): string {
  const told = [name, others, [...host]];
  return JSON.stringify(told, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
