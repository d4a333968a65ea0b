import { commands, type Disposable, Uri, window, workspace } from 'vscode';

/** A new and empty policy, open to be typed into: everything else comes by completion. */
export function newPolicy(): readonly Disposable[] {
  return [commands.registerCommand('secl.newPolicy', createPolicy)];
}

async function createPolicy(): Promise<void> {
  const folder = await folderOfPolicies();
  if (folder === 'none chosen') return;
  const uri =
    (folder && (await written(await unusedBelow(folder)))) ?? Uri.parse('untitled:/detections.policy');
  await window.showTextDocument(await workspace.openTextDocument(uri));
  await commands.executeCommand('editor.action.triggerSuggest');
}

/** Where the policy lies that is worked on, so that both are of one rule set; else a folder of the workspace. */
async function folderOfPolicies(): Promise<Uri | 'none chosen' | undefined> {
  const { uri, isUntitled } = window.activeTextEditor?.document ?? {};
  const isPolicy = uri?.path.endsWith('.policy') === true && isUntitled === false;
  if (isPolicy && workspace.getWorkspaceFolder(uri) !== undefined) return Uri.joinPath(uri, '..');
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0]?.uri;
  const picked = await window.showWorkspaceFolderPick({ placeHolder: 'The folder of the new policy' });
  return picked?.uri ?? 'none chosen';
}

/** undefined where nothing can be written: the text is saved where its author likes. */
async function written(uri: Uri): Promise<Uri | undefined> {
  try {
    await workspace.fs.writeFile(uri, new Uint8Array());
    return uri;
  } catch {
    return undefined;
  }
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
