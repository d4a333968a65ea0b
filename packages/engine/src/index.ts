export type { ActionOutcome } from './actions.ts';
export { type Match, type Observer, RunningRuleSet } from './running.ts';
export { Variables } from './variables.ts';
