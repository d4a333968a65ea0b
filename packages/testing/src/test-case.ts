import { catalogue, type Platform } from '@secl/model';
import { load, type PolicyFile, type RuleSet, readPolicy } from '@secl/policy';
import { createLineIndex } from '@secl/text';
import { prepareSteps } from './events/prepare.ts';
import { readTestFile } from './read/read-test-file.ts';
import type { CaseResult, PreparedCase } from './result.ts';
import { caseRunner } from './run/case-runner.ts';

/** For tests: one rule set, and events as test files write them. */
export function rulesOf(policy: string, platform: Platform = 'linux'): RuleSet {
  const file: PolicyFile = readPolicy('a.policy', policy);
  return load([file], {
    platform,
    agentVersion: { major: 7, minor: 68, patch: 0, prerelease: '', build: '' },
    origin: platform === 'windows' ? 'windows' : 'ebpf',
    host: new Map(),
  });
}

/** The cases of a test file, prepared. */
export function preparedCases(
  text: string,
  ruleSet: RuleSet = rulesOf('rules: []'),
): readonly PreparedCase[] {
  const { cases, document } = readTestFile('a_test.yaml', text);
  const { target, facts } = ruleSet;
  const lines = createLineIndex(text);
  return cases.map((testCase) =>
    prepareSteps(testCase, {
      document,
      facts,
      catalogue: catalogue(target.platform),
      origin: target.origin,
      lines,
    }),
  );
}

export function resultsOf(policy: string, text: string): readonly CaseResult[] {
  const ruleSet = rulesOf(policy);
  const run = caseRunner(ruleSet);
  return preparedCases(text, ruleSet).map((prepared) => run(prepared));
}
