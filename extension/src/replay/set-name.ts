import type { Place } from '@secl/language-server';
import { Uri, workspace } from 'vscode';

interface NamedSet {
  readonly name: string;
  readonly rules: readonly { readonly place?: Place }[];
}

/**
 * What people call a rule set. One of a whole folder is called by its path, which is a dot, and there it is called as the folder
 * is; where several folders are open, each name says which of them.
 */
export function setName({ name, rules }: NamedSet): string {
  const place = rules.find((rule) => rule.place !== undefined)?.place;
  const folder = place && workspace.getWorkspaceFolder(Uri.parse(place.uri));
  const isOne = (workspace.workspaceFolders ?? []).length < 2;
  if (name === '.') return folder?.name ?? (isOne ? workspace.name : undefined) ?? 'files that are open';
  return isOne || folder === undefined ? name : `${folder.name}/${name}`;
}
