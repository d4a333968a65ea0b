import type { Connection, Diagnostic, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import type { Serving } from './serve.ts';
import { inSlices } from './turns.ts';

/** Answers what is wrong in all files. Of files in which nothing changed since the client asked last, it says only that. */
export function answerWorkspaceDiagnostics(connection: Connection, serving: Serving): void {
  const sent = new Map<string, { readonly id: string; readonly items: readonly Diagnostic[] }>();
  let count = 0;
  const idOf = (uri: string, items: readonly Diagnostic[]): string => {
    const before = sent.get(uri);
    if (before?.items === items) return before.id;
    const same = before !== undefined && JSON.stringify(before.items) === JSON.stringify(items);
    const id = same ? before.id : String(++count);
    sent.set(uri, { id, items });
    return id;
  };
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
    await serving.ready;
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const found = await serving.service.workspaceDiagnostics(inSlices(serving, () => false));
    const items = found.map(({ uri, version = null, items: own }): WorkspaceDocumentDiagnosticReport => {
      const resultId = idOf(uri, own);
      return known.get(uri) === resultId
        ? { kind: 'unchanged', uri, version, resultId }
        : { kind: 'full', uri, version, resultId, items: [...own] };
    });
    const there = new Set(found.map(({ uri }) => uri));
    const gone = [...known.keys()].filter((uri) => !there.has(uri));
    for (const uri of gone) sent.delete(uri);
    return {
      items: [...items, ...gone.map((uri) => ({ kind: 'full' as const, uri, version: null, items: [] }))],
    };
  });
}
