export type { Compiled } from './condition.ts';
export type { Context, VariableSource } from './context.ts';
export { type Reader, type Reading, reader, visitedElements } from './operand.ts';
export { type CompiledRule, compileRule } from './rule.ts';
export { isUndecided, merge, type Undecided, undecided, type Verdict } from './verdict.ts';
