import { Disposable, workspace } from 'vscode';
import { whenQuiet } from '../when-quiet.ts';

/** Whatever rules and their tests are written in. */
const files = '**/*.{policy,macro,yaml,yml,tf,tf.json}';
/** Milliseconds: saving all files is one change, and the server has to hear of it, too. */
const quiet = 500;

/** Calls when files that hold rules or tests were saved, came or went. */
export function onRuleFiles(changed: () => unknown): Disposable {
  const watcher = workspace.createFileSystemWatcher(files);
  const waiting = whenQuiet(quiet, changed);
  const heard = (): void => waiting.heard();
  return Disposable.from(
    watcher,
    watcher.onDidChange(heard),
    watcher.onDidCreate(heard),
    watcher.onDidDelete(heard),
    waiting,
  );
}
