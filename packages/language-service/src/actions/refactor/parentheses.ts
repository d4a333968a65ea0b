import { withImpliedParentheses } from '@secl/logic';
import type { SpanEdit } from '@secl/text';
import { type ChosenExpression, editsIn, type Refactoring } from './refactoring.ts';

/** Writes the parentheses that agents imply. */
export function parentheses({ tree, slot }: ChosenExpression): readonly Refactoring[] {
  const grouped = withImpliedParentheses(tree);
  if (grouped === tree.text) return [];
  const edits = editsIn(slot, insertions(tree.text, grouped));
  return [{ title: 'write the parentheses that agents imply', kind: 'refactor.rewrite', edits }];
}

/** What was inserted into a text, where nothing else was changed. */
export function insertions(before: string, after: string): readonly SpanEdit[] {
  const found: { span: { start: number; end: number }; text: string }[] = [];
  let at = 0;
  for (const char of after.split('')) {
    if (char === before[at]) {
      at++;
      continue;
    }
    const last = found.at(-1);
    if (last?.span.start === at) last.text += char;
    else found.push({ span: { start: at, end: at }, text: char });
  }
  return found;
}
