export { type PrepareSetting, prepareCase, prepareSteps } from './events/prepare.ts';
export type { Surroundings } from './events/preparing.ts';
export { type TestingProblemCode, testingProblem, testingProblems } from './problems.ts';
export { readTestFile, testFileName } from './read/read-test-file.ts';
export * from './result.ts';
export { type CaseRunner, caseRunner, type RunnerOptions } from './run/case-runner.ts';
export type { Watcher } from './run/play.ts';
export * from './written.ts';
