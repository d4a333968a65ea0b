import { applyEdits, type Edit } from '@secl/text';
import type { Finding } from '../finding.ts';
import { type Chosen, chooseFixes, type FixKind } from './choose-fixes.ts';

export interface Fixed extends Omit<Chosen, 'edits'> {
  /** The new texts of the documents that change. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Applies the fixes of findings whose places count in these texts, once (see `chooseFixes`). */
export function applyFixes(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  kinds: readonly FixKind[],
): Fixed {
  const known = findings.filter(({ fix }) => fix?.edits.every(({ place }) => texts.has(place.document)));
  const { edits, applied, postponed } = chooseFixes(known, kinds);
  return { texts: textsAfter(texts, edits), applied, postponed };
}

/** The texts of the documents that edits change. */
export function textsAfter(
  texts: ReadonlyMap<string, string>,
  edits: readonly Edit[],
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const document of new Set(edits.map(({ location }) => location.document))) {
    const own = edits
      .filter(({ location }) => location.document === document)
      .map(({ location, text }) => ({ range: location.range, text }));
    const before = texts.get(document) ?? '';
    const after = applyEdits(before, own);
    if (after !== before) changed.set(document, after);
  }
  return changed;
}
