export type { Context, VariableSource } from './plain/context.ts';
export { type CompiledRule, compileRule } from './plain/rule.ts';
export { isUndecided, type Undecided, type Verdict } from './plain/verdict.ts';
