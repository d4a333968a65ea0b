import { type Diagnosis, methods } from '@secl/language-server';
import { commands, type Disposable, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { Parts } from '../begin.ts';
import { rangeOf } from '../replay/go-to.ts';
import { setName } from '../replay/set-name.ts';
import { whenQuiet } from '../when-quiet.ts';
import { diagnosisPage, diagnosisTables } from './page.ts';

/** Milliseconds after a keystroke in which the table is left as it is. */
const pause = 500;

/** What becomes of every rule on every target, in a panel that follows the edits. */
export function diagnosis({ client }: Parts): readonly Disposable[] {
  let panel: WebviewPanel | undefined;
  let shown: Diagnosis = { sets: [] };

  const renew = async (): Promise<void> => {
    const found = await client.sendRequest<Diagnosis>(methods.diagnosis, {});
    shown = { sets: found.sets.map((set) => ({ ...set, name: setName(set) })) };
    await panel?.webview.postMessage({ tables: diagnosisTables(shown) });
  };
  const renewing = whenQuiet(pause, renew);
  const open = (): void => {
    if (panel !== undefined) {
      panel.reveal();
      return;
    }
    panel = window.createWebviewPanel('secl.diagnosis', 'SECL diagnosis', ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
    });
    panel.onDidDispose(() => {
      panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      // A page is made anew whenever it was hidden, and asks then.
      if (Reflect.get(Object(message), 'ready') === true) void renew();
      else void goToRow(shown, Reflect.get(Object(message), 'row'));
    });
    panel.webview.html = diagnosisPage(nonce());
  };
  return [
    commands.registerCommand('secl.diagnose', open),
    workspace.onDidChangeTextDocument(() => {
      if (panel?.visible === true) renewing.heard();
    }),
    renewing,
    { dispose: () => panel?.dispose() },
  ];
}

/** Rows count through all tables, in their order. */
async function goToRow({ sets }: Diagnosis, row: unknown): Promise<void> {
  const rules = sets.flatMap(({ rules: own }) => own);
  const place = typeof row === 'number' ? rules[row]?.place : undefined;
  if (place === undefined) return;
  await window.showTextDocument(Uri.parse(place.uri), {
    selection: rangeOf(place),
    viewColumn: ViewColumn.One,
  });
}

/** A page of rules' names may run no script but ours: what names it is made up anew for each page. */
function nonce(): string {
  return crypto.randomUUID();
}
