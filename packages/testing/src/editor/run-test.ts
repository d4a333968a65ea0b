/** One test of a document on one loaded rule set, for editors: to be run from where it stands. */
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { createLineIndex } from '@secl/text';
import { type PrepareSetting, prepareCase } from '../events/prepare.ts';
import { readTestFile } from '../read/read-test-file.ts';
import type { CaseResult } from '../result.ts';
import { aboutTest } from '../run/about.ts';
import { caseRunner } from '../run/case-runner.ts';

export interface TestToRun {
  readonly document: string;
  readonly text: string;
  /** As `testsOf` gives it. */
  readonly name: string;
  readonly ruleSet: RuleSet;
  /** How the target is called. */
  readonly target: string;
  readonly readRecording: PrepareSetting['readRecording'];
}

/** Nothing where the document has no test of this name, or none for this target. */
export async function runTest(test: TestToRun): Promise<CaseResult | undefined> {
  const { document, text, name, ruleSet, target, readRecording } = test;
  const file = readTestFile(document, text);
  const testCase = file.cases.find((each) => each.name === name);
  if (testCase === undefined) return undefined;
  const { targets } = testCase;
  if (targets.length > 0 && !targets.some(({ value }) => value === target)) return undefined;
  const prepared = await prepareCase(testCase, {
    document,
    lines: createLineIndex(text),
    catalogue: catalogue(ruleSet.target.platform),
    facts: ruleSet.facts,
    origin: ruleSet.target.origin,
    readRecording,
  });
  return caseRunner(ruleSet, { target, isAbout: aboutTest(file) })(prepared);
}
