export type { Context, VariableSource } from './context.ts';
export { type CompiledRule, compileRule } from './rule.ts';
export { isUndecided, type Undecided, type Verdict } from './verdict.ts';
