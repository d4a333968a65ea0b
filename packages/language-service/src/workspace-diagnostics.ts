/** What is wrong in all files of a folder, open or not. */
import { outwardPlace } from '@secl/policy';
import type { Diagnostic } from 'vscode-languageserver-types';
import { diagnosticOf, diagnosticsOf, joined, type LookAt } from './diagnostics.ts';
import type { EditorDocument } from './document.ts';
import { carriedOver, findingsOf, type LastLook } from './findings.ts';
import type { Folder } from './workspace/folder.ts';
import type { SetSnapshot } from './workspace/set-snapshot.ts';

export interface FileDiagnostics {
  readonly uri: string;
  /** What the editor calls the text; undefined for a file that is not open. */
  readonly version: number | undefined;
  /** The same list as long as nothing changes in the rule sets of the file. */
  readonly items: readonly Diagnostic[];
}

/** Those of one rule set, by file. */
type ByFile = ReadonlyMap<EditorDocument, ReadonlyMap<string, Diagnostic>>;

const ofSets = new WeakMap<SetSnapshot, { readonly look: LastLook | undefined; readonly found: ByFile }>();
const merged = new WeakMap<ByFile, WeakMap<EditorDocument, readonly Diagnostic[]>>();

export function folderDiagnostics(
  folder: Folder,
  lookAt: LookAt,
  documentation: string | undefined,
): readonly FileDiagnostics[] {
  const bySet = folder.sets().map((set) => ofSet(folder, set, lookAt(set), documentation));
  const all: FileDiagnostics[] = [];
  for (const document of new Set(bySet.flatMap((found) => [...found.keys()]))) {
    const holding = bySet.filter((found) => found.has(document));
    all.push({ uri: document.uri, version: document.version, items: itemsOf(document, holding) });
  }
  const { config } = folder;
  const document = config === undefined ? undefined : folder.document(config.document);
  if (document !== undefined) {
    const items = diagnosticsOf({ folder, document, sets: [] }, lookAt, documentation);
    all.push({ uri: document.uri, version: document.version, items });
  }
  return all;
}

/** A file of several rule sets has what is found in any of them, once. */
function itemsOf(document: EditorDocument, holding: readonly ByFile[]): readonly Diagnostic[] {
  const [first] = holding;
  if (first === undefined) return [];
  const known = merged.get(first) ?? new WeakMap<EditorDocument, readonly Diagnostic[]>();
  merged.set(first, known);
  const before = holding.length === 1 ? known.get(document) : undefined;
  if (before !== undefined) return before;
  const items = joined(holding.map((found) => found.get(document) ?? new Map<string, Diagnostic>()));
  if (holding.length === 1) known.set(document, items);
  return items;
}

function ofSet(
  folder: Folder,
  set: SetSnapshot,
  look: LastLook | undefined,
  documentation: string | undefined,
): ByFile {
  const known = ofSets.get(set);
  const isOfNow = (document: EditorDocument): boolean => folder.document(document.path) === document;
  if (known !== undefined && known.look === look && [...known.found.keys()].every(isOfNow))
    return known.found;
  const found = new Map<EditorDocument, Map<string, Diagnostic>>();
  for (const { home } of set.carried) {
    const document = folder.document(home.document);
    if (document !== undefined) found.set(document, new Map());
  }
  const { kept, now } = carriedOver(set, look);
  for (const finding of [...kept.flatMap(findingsOf), ...now]) {
    const place = outwardPlace(finding.place, (name) => set.homes.get(name));
    const document = folder.document(place.document);
    if (document === undefined) continue;
    const diagnostic = diagnosticOf({ folder, document, sets: [set] }, set, finding, documentation);
    if (diagnostic === undefined) continue;
    const key = JSON.stringify([diagnostic.range, diagnostic.code, diagnostic.message]);
    found.get(document)?.set(key, diagnostic);
  }
  ofSets.set(set, { look, found });
  return found;
}
