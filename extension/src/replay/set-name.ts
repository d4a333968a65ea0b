import { workspace } from 'vscode';

/** A rule set of the folder itself is called by its path, which is a dot: people call it as they call the folder. */
export function setName(name: string): string {
  return name === '.' ? (workspace.name ?? 'files that are open') : name;
}
