import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { whenQuiet } from '../when-quiet.ts';

/** Milliseconds in which nothing was written, after which a file counts as whole: recorders write for as long as they run. */
const quiet = 1000;

/** Calls when another text lies at this address, or none. */
export function watchFile(file: Uri, changed: () => void): Disposable {
  // All of its folder: signs in the name would be a pattern.
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), '*'));
  const waiting = whenQuiet(quiet, changed);
  const heard = (uri: Uri): void => {
    if (uri.path === file.path) waiting.heard();
  };
  return Disposable.from(
    watcher,
    watcher.onDidChange(heard),
    watcher.onDidCreate(heard),
    watcher.onDidDelete(heard),
    waiting,
  );
}
