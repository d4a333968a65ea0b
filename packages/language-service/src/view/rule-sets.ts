import { outwardPlace } from '@secl/policy';
import type { Location } from '@secl/text';
import type { Location as EditorLocation } from 'vscode-languageserver-types';
import { type EditorDocument, rangeOf } from '../document.ts';
import type { Folder } from '../workspace/folder.ts';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';

/** A rule set of this moment, with what leads from its places to the user's files as they are at this moment. */
export interface PlacedSet {
  /** Unique among the rule sets of all folders. */
  readonly key: string;
  /** The address of its folder. */
  readonly folder: string;
  readonly set: SetSnapshot;
  /** Whether a document of it is open in the editor. */
  readonly isOpen: boolean;
  /** A place of the set in the text that it was made of; `version` is that text's, where it is open. */
  locate(place: Location): (EditorLocation & { readonly version?: number }) | undefined;
}

export function placedSets(folder: Folder): readonly PlacedSet[] {
  return folder.sets().map((set) => {
    const documents = new Map<string, EditorDocument>();
    for (const path of set.texts.keys()) {
      const document = folder.document(path);
      if (document !== undefined) documents.set(path, document);
    }
    return {
      key: `${folder.uri} ${set.name}`,
      folder: folder.uri,
      set,
      isOpen: [...documents.values()].some(({ version }) => version !== undefined),
      locate(place) {
        const { document, range } = outwardPlace(place, (name) => set.homes.get(name));
        const file = documents.get(document);
        if (file === undefined) return undefined;
        const { uri, version } = file;
        return { uri, range: rangeOf(file, range), ...(version === undefined ? {} : { version }) };
      },
    };
  });
}
