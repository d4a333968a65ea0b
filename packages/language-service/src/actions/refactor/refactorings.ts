/** All that can be done to an expression or a name without a problem being there. */
import type { Range as Offsets } from '@secl/text';
import type { CodeAction } from 'vscode-languageserver-types';
import type { DocumentContext } from '../../context.ts';
import { cursorAt } from '../../view/cursor.ts';
import { editorEdits, workspaceEdit } from '../../view/places.ts';
import { isExpression, parsedOf } from '../../view/slots.ts';
import { agentVersion } from './agent-version.ts';
import { extractMacro } from './extract-macro.ts';
import { inlineMacro } from './inline-macro.ts';
import { negation } from './negate.ts';
import { parentheses } from './parentheses.ts';
import { otherKinds } from './pattern-kinds.ts';
import type { Chosen, ChosenExpression, Refactoring } from './refactoring.ts';
import { split } from './split.ts';

const ofExpressions: readonly ((chosen: ChosenExpression) => readonly Refactoring[])[] = [
  parentheses,
  negation,
  otherKinds,
  extractMacro,
  split,
  agentVersion,
];

export function refactorings(
  context: DocumentContext,
  range: Offsets,
  wanted: (kind: string) => boolean,
): readonly CodeAction[] {
  if (!['refactor.rewrite', 'refactor.extract', 'refactor.inline'].some(wanted)) return [];
  const cursor = cursorAt(context, range.start);
  if (cursor?.slot === undefined || cursor.item === undefined) return [];
  const { slot, item, set } = cursor;
  const found = [...inlineMacro({ cursor, slot, item }), ...inExpression({ cursor, slot, item }, range.end)];
  return found.flatMap(({ title, kind, edits }): CodeAction[] => {
    if (!wanted(kind) || edits.length === 0) return [];
    const written = editorEdits(context.folder, set, edits);
    return written === undefined ? [] : [{ title, kind, edit: workspaceEdit(written) }];
  });
}

function inExpression(chosen: Chosen, end: number): readonly Refactoring[] {
  const { cursor, slot } = chosen;
  if (!isExpression(slot)) return [];
  const parsed = parsedOf(slot);
  if (parsed.problems.length > 0) return [];
  const last = cursorAt(cursor, end);
  const to = last?.slot?.text === slot.text ? Math.max(cursor.at, last.at) : cursor.at;
  const all = { ...chosen, parsed, tree: parsed.tree, selection: trimmed(slot.text.value, cursor.at, to) };
  return ofExpressions.flatMap((refactoring) => refactoring(all));
}

/** Blanks at the edges of a selection count for nothing. */
function trimmed(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const inside = text.slice(start, end);
  if (inside.trim() === '') return { start, end: start };
  const from = start + inside.length - inside.trimStart().length;
  return { start: from, end: from + inside.trim().length };
}
