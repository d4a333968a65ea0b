export { summaryOf } from './actions.ts';
export type { Comparison, Difference, Side } from './compare.ts';
export { conditionsOf, type SeenCondition, seen, type Within, within } from './conditions.ts';
export type { Order } from './merge.ts';
export type { ProcessOf } from './process.ts';
export { Replay, type ReplayOptions, type TriggeredEvent } from './replay.ts';
export * from './report.ts';
export { type RecordingInput, type RunOptions, type RunResult, runReplay } from './run.ts';
export type { ConditionCount, NearMiss, WhyNot } from './why-not.ts';
