export { CoverageCollector } from './coverage/collector.ts';
export type { ConditionPlace } from './coverage/condition-place.ts';
export { impossibleInWords, missingInWords } from './coverage/missing.ts';
export * from './coverage/report.ts';
export { runTest, type TestToRun } from './editor/run-test.ts';
export { type FoundTest, mayHoldTests, rulesNamedIn, testsOf } from './editor/tests-of.ts';
export { type ChainWord, chainWords } from './events/chain.ts';
export { type PrepareSetting, prepareCase, prepareSteps } from './events/prepare.ts';
export type { Surroundings } from './events/preparing.ts';
export { RecordingMemory } from './events/recording-memory.ts';
export type { Draft } from './generate/draft.ts';
export { caseFromEvent, type RecordedEvent, variablesRead } from './generate/from-event.ts';
export { type Proposing, propose, proposing } from './generate/propose.ts';
export type { Expected, NoProposal, Proposal, ProposedCase } from './generate/proposed.ts';
export { withoutSurvivors } from './generate/without-survivors.ts';
export { type WritingTests, type WrittenTests, writtenTests } from './generate/written-tests.ts';
export type { MutationKind } from './mutation/change.ts';
export type { Mutant } from './mutation/mutant.ts';
export * from './mutation/report.ts';
export {
  type BatchResult,
  type BatchWork,
  type GoThrough,
  type MutationOptions,
  runMutation,
} from './mutation/run-mutation.ts';
export type { CaseCame, TestedCase, TestedRuleSet } from './mutation/tested.ts';
export { type TestingProblemCode, testingProblem, testingProblems } from './problems.ts';
export { readTestFile, testFileName } from './read/read-test-file.ts';
export { type FileResults, type UntestedRule, untestedRules } from './require/untested.ts';
export * from './result.ts';
export { aboutTest } from './run/about.ts';
export { type CaseRunner, caseRunner, type RunnerOptions } from './run/case-runner.ts';
export { conditionReport, type ExplainedInWords, explainedInWords } from './run/explained-in-words.ts';
export { filesToMeet } from './run/files-to-meet.ts';
export { happeningInWords } from './run/happening-in-words.ts';
export type { Watcher } from './run/play.ts';
export { ofSpokenRules } from './run/spoken-of.ts';
export { type Updated, updated } from './update/updated.ts';
export * from './written.ts';
