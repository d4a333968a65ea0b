import { commands, type Disposable, Uri, window, workspace } from 'vscode';

/** A new and empty policy, open to be typed into: everything else comes by completion. */
export function newPolicy(): readonly Disposable[] {
  return [commands.registerCommand('secl.newPolicy', createPolicy)];
}

async function createPolicy(): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = folder === undefined ? Uri.parse('untitled:/detections.policy') : await unusedBelow(folder);
  if (uri.scheme !== 'untitled') await workspace.fs.writeFile(uri, new Uint8Array());
  await window.showTextDocument(await workspace.openTextDocument(uri));
  await commands.executeCommand('editor.action.triggerSuggest');
}

/** `detections.policy`, or the next number that is free. */
async function unusedBelow(folder: Uri): Promise<Uri> {
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, number === 1 ? 'detections.policy' : `detections-${number}.policy`);
    const isThere = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isThere) return uri;
  }
}
