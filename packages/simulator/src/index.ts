export { type Comparison, compareReports, type Difference } from './compare.ts';
export type { SeenCondition } from './conditions.ts';
export type { Order } from './merge.ts';
export { Replay, type ReplayOptions, type TriggeredEvent } from './replay.ts';
export * from './report.ts';
export { decidableBy, type RecordingInput, type RunOptions, type RunResult, runReplay } from './run.ts';
export type { NearMiss, WhyNot } from './why-not.ts';
