export { actionKinds } from './actions/code-actions.ts';
export { typedCharacters } from './actions/format-on-type.ts';
export type { LanguageService, ServiceOptions } from './language-service.ts';
export type { Counter } from './recordings/counter.ts';
export {
  collectValues,
  countMatches,
  type RuleMatches,
  type WantedRules,
} from './recordings/counting.ts';
export type { RuleCount } from './recordings/recordings.ts';
export type { SeenTable } from './recordings/seen-values.ts';
export type { RecordingBytes, SourceFile, Turns } from './recordings/sources.ts';
export { createLanguageService } from './service.ts';
export { type RulesOfTests, rulesOfTests } from './tests/rules-of-tests.ts';
export { tokenTypes } from './view/expression-tokens.ts';
export type { HintSettings } from './view/inlay-hints.ts';
export { runTestsCommand } from './view/lenses.ts';
export type { PlacedSet } from './view/rule-sets.ts';
export { numbersOf, type TokenBlock } from './view/token-block.ts';
export { pageScheme } from './words/event-page.ts';
export { stateWords } from './words/verdict.ts';
export type { SetSnapshot } from './workspace/set-snapshot.ts';
export type { FileDiagnostics } from './workspace-diagnostics.ts';
