export {
  type CheckedMacroResult,
  type CheckedRule,
  checkMacro,
  checkRule,
  valuesMacro,
} from './check/check.ts';
export { readOf } from './check/field-read.ts';
export {
  acceptedRanges,
  breakpointsOf,
  describeRanges,
  type Surroundings,
  type VersionRange,
  type VersionSlice,
  versionSlices,
} from './check/ranges.ts';
export { builtinVariables, type CheckedMacro, type CheckScope } from './check/scope.ts';
export * from './check/typed.ts';
export { type FormattedDocument, formatScalars } from './format/document.ts';
export { type FormatOptions, type Formatted, formatExpression } from './format/expression.ts';
export { expressionScalars } from './format/expression-scalars.ts';
export { byteLength } from './match/byte-length.ts';
export type { Matcher, Predicate } from './match/matcher.ts';
export { predicate } from './match/predicate.ts';
export { nestingLimit, type Parsed, parseMacro, parseRule } from './parse/parse.ts';
export * from './parse/tree.ts';
export { children, walk } from './parse/walk.ts';
export {
  type AgentKind,
  type ExpressionProblem,
  type LanguageProblemCode,
  languageProblems,
} from './problems.ts';
