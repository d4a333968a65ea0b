import { outwardEdits, outwardPlace } from '@secl/policy';
import type { Edit, Location } from '@secl/text';
import type { Location as EditorLocation, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { rangeOf } from '../document.ts';
import type { Folder } from '../workspace/folder.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';

/** A place of a rule set in the file that the user has. */
export function editorLocation(
  folder: Folder,
  set: SetSnapshot,
  place: Location,
): EditorLocation | undefined {
  const { document, range } = outwardPlace(place, (name) => set.homes.get(name));
  const file = folder.document(document);
  return file === undefined ? undefined : { uri: file.uri, range: rangeOf(file, range) };
}

/** Edits of policies as edits of the user's files; undefined where one of them cannot be written back. */
export function editorEdits(
  folder: Folder,
  set: SetSnapshot,
  edits: readonly Edit[],
): ReadonlyMap<string, readonly TextEdit[]> | undefined {
  const written = outwardEdits(edits, (name) => set.homes.get(name));
  if (written === undefined) return undefined;
  const byUri = new Map<string, TextEdit[]>();
  for (const { location, text } of written) {
    const file = folder.document(location.document);
    if (file === undefined) return undefined;
    const own = byUri.get(file.uri) ?? [];
    byUri.set(file.uri, own);
    own.push({ range: rangeOf(file, location.range), newText: text });
  }
  return byUri;
}

export function workspaceEdit(edits: ReadonlyMap<string, readonly TextEdit[]>): WorkspaceEdit {
  return { changes: Object.fromEntries([...edits].map(([uri, own]) => [uri, [...own]])) };
}
