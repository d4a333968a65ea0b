export type { CompiledRule, Context, Undecided, Verdict } from '@secl/evaluation';
export type { ActionOutcome } from './actions.ts';
export { decisiveLeaves } from './decisive.ts';
export { fastJudge } from './fast/fast-judge.ts';
export type { Judge, JudgedRule, OnVerdict } from './judge.ts';
export { plainJudge } from './plain/plain-judge.ts';
export { type Engine, type Match, type Observer, type RunningOptions, RunningRuleSet } from './running.ts';
export { type RuleTrace, type TracedOperand, type TraceNode, trace, traceRule } from './trace.ts';
export { Variables } from './variables.ts';
