export { typedCharacters } from './actions/format-on-type.ts';
export { createLanguageService, type LanguageService, type ServiceOptions } from './service.ts';
export type { HintSettings } from './view/inlay-hints.ts';
export type { PlacedSet } from './view/rule-sets.ts';
export { tokenTypes } from './view/semantic-tokens.ts';
export { pageScheme } from './words/event-page.ts';
export { stateWords } from './words/verdict.ts';
export type { SetSnapshot } from './workspace/set-snapshot.ts';
export type { FileDiagnostics } from './workspace-diagnostics.ts';
