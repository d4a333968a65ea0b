import { chooseFixes, type Finding } from '@secl/lint';
import { withImpliedParentheses } from '@secl/logic';
import { writtenEdits } from '@secl/policy';
import type { Edit, Range as Offsets, SpanEdit } from '@secl/text';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { diagnosticOf, type LookAt } from '../diagnostics.ts';
import { offsetsOf } from '../document.ts';
import { carriedOver } from '../findings.ts';
import { cursorAt } from '../view/cursor.ts';
import { editorEdits, workspaceEdit } from '../view/places.ts';
import { isExpression, parsedOf, placed } from '../view/slots.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { ignoreEdit } from './ignore.ts';

/** What can be done where the cursor is, of the kinds that are asked for. */
export function codeActions(
  context: DocumentContext,
  range: Offsets,
  lookAt: LookAt,
  only: readonly string[] | undefined,
): readonly CodeAction[] {
  const wanted = (kind: string): boolean =>
    only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) actions.push(...quickFixes(context, range, lookAt));
  if (wanted(CodeActionKind.RefactorRewrite)) actions.push(...parentheses(context, range));
  // Fixing everything is asked for on saving, not offered at each light bulb.
  if (only !== undefined && wanted(CodeActionKind.SourceFixAll)) actions.push(...fixAll(context, lookAt));
  return actions;
}

function quickFixes(context: DocumentContext, range: Offsets, lookAt: LookAt): readonly CodeAction[] {
  const actions = new Map<string, CodeAction>();
  for (const set of context.sets) {
    for (const finding of carriedOver(set, lookAt(set))) {
      const diagnostic = diagnosticOf(context, set, finding, undefined);
      if (diagnostic === undefined) continue;
      const at = offsetsOf(context.document, diagnostic.range);
      if (at.end < range.start || at.start > range.end) continue;
      const fixed = fixOf(context, set, finding);
      if (fixed !== undefined) {
        const action = { ...fixed, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
        actions.set(`${action.title} ${JSON.stringify(action.edit)}`, action);
      }
      const ignored = ignoreEdit(set, finding);
      const edits = ignored === undefined ? undefined : editorEdits(context.folder, set, [ignored]);
      if (edits === undefined) continue;
      const title = `ignore \`${finding.code}\` in this ${finding.subject === '' ? 'place' : 'rule'}, with a reason`;
      actions.set(title, {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: workspaceEdit(edits),
      });
    }
  }
  return [...actions.values()];
}

function fixOf(
  context: DocumentContext,
  set: SetSnapshot,
  { fix }: Finding,
): Pick<CodeAction, 'title' | 'edit' | 'isPreferred'> | undefined {
  if (fix === undefined) return undefined;
  const inner = fix.edits.map(({ place, text }): Edit => ({ location: place, text }));
  const edits = editorEdits(context.folder, set, inner);
  if (edits === undefined) return undefined;
  return { title: fix.title, isPreferred: fix.kind === 'safe', edit: workspaceEdit(edits) };
}

/** All safe fixes of the document that do not come into each other's way. */
function fixAll(context: DocumentContext, lookAt: LookAt): readonly CodeAction[] {
  const [set] = context.sets;
  if (set === undefined) return [];
  const own = carriedOver(set, lookAt(set)).filter(
    (finding) => diagnosticOf(context, set, finding, undefined) !== undefined,
  );
  const { edits, applied } = chooseFixes(own, ['safe']);
  const written = applied.length === 0 ? undefined : editorEdits(context.folder, set, edits);
  if (written === undefined) return [];
  return [
    {
      title: `apply ${applied.length === 1 ? 'the safe fix' : `all ${applied.length} safe fixes`}`,
      kind: CodeActionKind.SourceFixAll,
      edit: workspaceEdit(written),
    },
  ];
}

/** Writes the parentheses that agents imply. */
function parentheses(context: DocumentContext, range: Offsets): readonly CodeAction[] {
  const cursor = cursorAt(context, range.start);
  const slot = cursor?.slot;
  if (cursor === undefined || slot === undefined || !isExpression(slot)) return [];
  const { tree, problems } = parsedOf(slot);
  const grouped = problems.length > 0 ? tree.text : withImpliedParentheses(tree);
  if (grouped === tree.text) return [];
  const inner = writtenEdits(placed(slot), insertions(tree.text, grouped)).map(
    ({ place, text }): Edit => ({ location: place, text }),
  );
  const edits = editorEdits(context.folder, cursor.set, inner);
  if (edits === undefined) return [];
  return [
    {
      title: 'write the parentheses that agents imply',
      kind: CodeActionKind.RefactorRewrite,
      edit: workspaceEdit(edits),
    },
  ];
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
