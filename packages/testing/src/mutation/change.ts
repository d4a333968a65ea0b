import type { SpanEdit } from '@secl/text';

/** What a mutation does to an expression: the kinds in which tests are asked whether they would notice. */
export type MutationKind =
  | 'operator'
  | 'connective'
  | 'negation'
  | 'left out'
  | 'member'
  | 'flag'
  | 'number'
  | 'text'
  | 'pattern'
  | 'regexp'
  | 'address';

/** One small change of an expression, as somebody might make it by mistake. */
export interface Change {
  readonly kind: MutationKind;
  readonly edit: SpanEdit;
  /** What is to be said behind "no test notices if …". */
  readonly says: string;
}

/** A stretch of an expression in a sentence: on one line, not longer than is read. */
export function inSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `\`${line.length > longest ? `${line.slice(0, longest - 1)}…` : line}\``;
}

const longest = 80;
