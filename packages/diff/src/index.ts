export * from './change.ts';
export { diffRuleSets } from './diff.ts';
export { type DiffKind, diffKinds, hasMeaning, isDeployment, kindsIn, kindsOf } from './kinds.ts';
export type { DeployedPolicy, PolicyChange, PolicyDiff } from './policy-diffs.ts';
export { type ReplayBothOptions, replayBoth, type SeenChange, seenWords } from './replay-both.ts';
export * from './rule-set-diff.ts';
export type { LoadedFor, Side } from './side.ts';
export { effectWords, macroWords, policyWords, wordsOf } from './words.ts';
