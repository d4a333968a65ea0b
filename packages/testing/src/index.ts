export { type TestingProblemCode, testingProblems } from './problems.ts';
export { readTestFile, testFileName } from './read/read-test-file.ts';
export * from './result.ts';
export { type CaseRunner, caseRunner, type RunnerOptions, type Watcher } from './run/case-runner.ts';
export * from './written.ts';
