export * from './change.ts';
export { diffRuleSets } from './diff.ts';
export { type DiffKind, diffKinds, hasMeaning, kindsIn, kindsOf } from './kinds.ts';
export { type ReplayBothOptions, replayBoth, type SeenChange, seenWords } from './replay-both.ts';
export * from './rule-set-diff.ts';
export type { LoadedFor, Side } from './side.ts';
export { effectWords, macroWords, wordsOf } from './words.ts';
