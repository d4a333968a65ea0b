export { createLanguageService, type LanguageService, type ServiceOptions } from './service.ts';
export type { HintSettings } from './view/inlay-hints.ts';
export { tokenTypes } from './view/semantic-tokens.ts';
