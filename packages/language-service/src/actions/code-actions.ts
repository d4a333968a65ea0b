import type { Range as Offsets } from '@secl/text';
import type { CarrierTools } from '@secl/workspace';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import type { LookAt } from '../diagnostics.ts';
import { fixAllAction, fixAllKind } from './fix-all.ts';
import { organiseAction, organiseKind } from './organise.ts';
import { quickFixes } from './quick-fixes.ts';
import { refactorings } from './refactor/refactorings.ts';
import { testActions, testKind } from './write-tests.ts';

/** The kinds of actions that there are. */
export const actionKinds: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  testKind,
  fixAllKind,
  organiseKind,
];

/** What can be done where the cursor is, of the kinds that are asked for. */
export function codeActions(
  context: DocumentContext,
  range: Offsets,
  lookAt: LookAt,
  only: readonly string[] | undefined,
): readonly CodeAction[] {
  const wanted = isWanted(only);
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes(context, range, lookAt) : []),
    ...refactorings(context, range, wanted),
    ...(wanted(testKind) ? testActions(context, range) : []),
  ];
}

/** What is done to a whole document: asked for on saving, not offered at each light bulb. */
export async function sourceActions(
  context: DocumentContext,
  only: readonly string[] | undefined,
  tools: CarrierTools,
): Promise<readonly CodeAction[]> {
  if (only === undefined) return [];
  const wanted = isWanted(only);
  const actions = [
    wanted(fixAllKind) ? await fixAllAction(context, tools) : undefined,
    wanted(organiseKind) ? organiseAction(context) : undefined,
  ];
  return actions.filter((action) => action !== undefined);
}

function isWanted(only: readonly string[] | undefined): (kind: string) => boolean {
  return (kind) => only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
}
