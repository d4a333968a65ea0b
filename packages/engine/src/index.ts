export type { ActionOutcome } from './actions.ts';
export { decisiveLeaves } from './decisive.ts';
export { type Match, type Observer, RunningRuleSet } from './running.ts';
export { type RuleTrace, type TracedOperand, type TraceNode, trace, traceRule } from './trace.ts';
export { Variables } from './variables.ts';
