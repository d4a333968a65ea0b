import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/** Milliseconds in which nothing was written, after which a file counts as whole: recorders write for as long as they run. */
const quiet = 1000;

/** Calls when another text lies at this address, or none. */
export function watchFile(file: Uri, changed: () => void): Disposable {
  // All of its folder: signs in the name would be a pattern.
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), '*'));
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const heard = (uri: Uri): void => {
    if (uri.path !== file.path) return;
    clearTimeout(waiting);
    waiting = setTimeout(changed, quiet);
  };
  return Disposable.from(
    watcher,
    watcher.onDidChange(heard),
    watcher.onDidCreate(heard),
    watcher.onDidDelete(heard),
    { dispose: () => clearTimeout(waiting) },
  );
}
