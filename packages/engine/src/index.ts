export type { ActionOutcome } from './actions.ts';
export { type Match, RunningRuleSet } from './running.ts';
export { Variables } from './variables.ts';
