import type { Node, Tree } from '@secl/language';
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

/** How a change of a comparison is told: the whole of it before and after, so that one need not look it up. */
export function becomes({ text }: Tree, comparison: Node, edit: SpanEdit): string {
  const { start, end } = comparison.span;
  const { span } = edit;
  const before = text.slice(start, end);
  const after = text.slice(start, span.start) + edit.text + text.slice(span.end, end);
  if (after.length <= longest) return `${inSentence(before)} is ${inSentence(after)}`;
  return `${inSentence(text.slice(span.start, span.end))} is ${inSentence(edit.text)}`;
}

/** A stretch of an expression in a sentence: on one line, not longer than is read. */
export function inSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `\`${line.length > longest ? `${line.slice(0, longest - 1)}…` : line}\``;
}

const longest = 80;
