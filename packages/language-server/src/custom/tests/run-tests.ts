/** Runs the tests of one document over the rules that the editor has, saved or not. */
import { type PlacedSet, rulesOfTests } from '@secl/language-service';
import { catalogue } from '@secl/model';
import { load } from '@secl/policy';
import {
  aboutTest,
  type CaseResult,
  CoverageCollector,
  caseRunner,
  ofSpokenRules,
  type PrepareSetting,
  prepareCase,
  readTestFile,
  sides,
  type TestCase,
  testsOf,
} from '@secl/testing';
import { createLineIndex, type LineIndex, type Range as Offsets } from '@secl/text';
import type { Range } from 'vscode-languageserver-types';
import type { CoveredCondition, ListedTest, TestResult, TestRun } from '../protocol.ts';
import { placeIn } from '../shown.ts';
import { explainedLines } from './explained-lines.ts';

export interface TestsToRun {
  /** Its path in the folder. */
  readonly document: string;
  readonly text: string;
  /** null: all. */
  readonly names: readonly string[] | null;
  readonly coverage: boolean;
  /** Rule sets of the folder. */
  readonly sets: readonly PlacedSet[];
  readonly readRecording: PrepareSetting['readRecording'];
  /** Lets others have their turn between two tests. */
  readonly pause: () => Promise<void>;
}

export function listTests(document: string, text: string): readonly ListedTest[] {
  const lines = createLineIndex(text);
  return testsOf(document, text).map(({ name, range }) => ({ name, range: rangeIn(lines, range) }));
}

export async function runTests(task: TestsToRun): Promise<TestRun> {
  const { document, text, names, sets, readRecording, pause } = task;
  const file = readTestFile(document, text);
  const lines = createLineIndex(text);
  const chosen = file.cases.filter(({ name }) => names === null || names.includes(name));
  const rules = rulesOfTests(file, sets);
  const trouble = file.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (rules.length === 0) trouble.push('no rules are found that these tests are about');
  const results: TestResult[] = [];
  const collector = task.coverage ? new CoverageCollector() : undefined;
  for (const { set, targets } of rules) {
    for (const { name: target, target: facts } of targets) {
      const ruleSet = load(set.files, facts, set.external);
      collector?.addRuleSet(ruleSet, set.files);
      const watched = new Set(ruleSet.rules.map(({ id }) => id));
      const watcher =
        collector &&
        ofSpokenRules(
          {
            rules: watched,
            onVerdict: collector.onVerdict.bind(collector),
            onAction: collector.onAction.bind(collector),
          },
          ruleSet,
        );
      const run = caseRunner(ruleSet, { target, isAbout: aboutTest(file) });
      for (const testCase of chosen.filter((each) => isFor(each, target))) {
        await pause();
        const prepared = await prepareCase(testCase, {
          document,
          lines,
          catalogue: catalogue(ruleSet.target.platform),
          facts: ruleSet.facts,
          origin: ruleSet.target.origin,
          readRecording,
        });
        results.push(resultOf(run(prepared, watcher), target, lines));
      }
    }
  }
  const places = new Map(
    rules.flatMap(({ placed, set }) => set.files.map(({ name }) => [name, placed] as const)),
  );
  return { results, trouble, coverage: collector === undefined ? [] : covered(collector, places) };
}

function isFor({ targets }: TestCase, target: string): boolean {
  return targets.length === 0 || targets.some(({ value }) => value === target);
}

function resultOf(
  { testCase, outcome, failures, problems }: CaseResult,
  target: string,
  lines: LineIndex,
): TestResult {
  const broken = outcome === 'broken' ? problems.filter(({ severity }) => severity === 'error') : [];
  return {
    name: testCase.name,
    target,
    outcome,
    failures: [
      ...broken.map((each) => ({ ...each, explained: [] })),
      ...failures.map((each) => ({ ...each, explained: explainedLines(each) })),
    ].map(({ message, place, explained }) => ({
      message,
      range: rangeIn(lines, place.range),
      explained,
    })),
  };
}

/** Conditions where they are written: those of a macro stand in the macro. */
function covered(
  collector: CoverageCollector,
  places: ReadonlyMap<string, PlacedSet>,
): readonly CoveredCondition[] {
  const expressions = collector
    .report()
    .rules.flatMap((rule) => [rule, ...rule.actions].map((each) => ({ ...each, id: rule.id })));
  return expressions.flatMap(({ id, events, conditions }) =>
    conditions.flatMap((condition): CoveredCondition[] => {
      const placed = places.get(condition.place.document);
      const place = placed && placeIn(placed, condition.place).place;
      if (place === undefined) return [];
      const own = sides
        .filter((side) => !condition.sides[side].impossible)
        .map((name) => ({ name, decided: condition.sides[name].decided }));
      return [{ rule: id, text: condition.text, place, events, sides: own }];
    }),
  );
}

function rangeIn(lines: LineIndex, { start, end }: Offsets): Range {
  const at = (offset: number): Range['start'] => {
    const { line, column } = lines.positionAt(offset);
    return { line: line - 1, character: column - 1 };
  };
  return { start: at(start), end: at(end) };
}
