import type { Finding } from '@secl/lint';
import type { Edit, Range as Offsets } from '@secl/text';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { diagnosticOf, type LookAt } from '../diagnostics.ts';
import { offsetsOf } from '../document.ts';
import { carriedOver, findingsOf } from '../findings.ts';
import { editorEdits, workspaceEdit } from '../view/places.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';
import { ignorings } from './ignore.ts';

/** What mends the findings in a range, or ignores them. */
export function quickFixes(context: DocumentContext, range: Offsets, lookAt: LookAt): readonly CodeAction[] {
  const fixes = new Map<string, CodeAction>();
  const ignores = new Map<string, CodeAction>();
  for (const set of context.sets) {
    const { kept, now } = carriedOver(set, lookAt(set));
    for (const finding of [...kept.flatMap(findingsOf), ...now]) {
      const diagnostic = diagnosticOf(context, set, finding, undefined);
      if (diagnostic === undefined) continue;
      const at = offsetsOf(context.document, diagnostic.range);
      if (at.end < range.start || at.start > range.end) continue;
      const about = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
      const fixed = fixOf(context, set, finding);
      if (fixed !== undefined) {
        const action = { ...fixed, ...about };
        fixes.set(`${action.title} ${JSON.stringify(action.edit)}`, action);
      }
      for (const { title, edit } of ignorings(set, finding)) {
        const edits = editorEdits(context.folder, set, [edit]);
        if (edits !== undefined) ignores.set(title, { title, ...about, edit: workspaceEdit(edits) });
      }
    }
  }
  return [...fixes.values(), ...ignores.values()];
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
