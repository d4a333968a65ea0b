import { applyEdits, type Fix, type Location, type TextEdit } from '@secl/text';
import type { Finding } from '../finding.ts';

export interface Fixed {
  /** The new texts of the documents that change. */
  readonly texts: ReadonlyMap<string, string>;
  /** The findings whose fixes were applied. */
  readonly applied: readonly Finding[];
  /** Those whose fixes touch what another one changes: they may be applied after looking again. */
  readonly postponed: readonly Finding[];
}

/**
 * Applies fixes of the kinds that are wanted, in the order of the findings. A fix is applied as a whole or not at all;
 * the first of two that overlap wins.
 */
export function applyFixes(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  kinds: readonly Fix<Location>['kind'][],
): Fixed {
  const edits = new Map<string, TextEdit[]>();
  const applied: Finding[] = [];
  const postponed: Finding[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (fix === undefined || !kinds.includes(fix.kind)) continue;
    if (fix.edits.some(({ place }) => !texts.has(place.document))) continue;
    if (fix.edits.some((edit) => overlaps(edits.get(edit.place.document) ?? [], edit.place.range))) {
      postponed.push(finding);
      continue;
    }
    for (const { place, text } of fix.edits) {
      const known = edits.get(place.document) ?? [];
      known.push({ range: place.range, text });
      edits.set(place.document, known);
    }
    applied.push(finding);
  }
  const changed = [...edits].map(
    ([document, own]) => [document, applyEdits(texts.get(document) ?? '', own)] as const,
  );
  return { texts: new Map(changed), applied, postponed };
}

/** Edits that touch count as overlapping, too: which of two insertions at one place comes first is nobody's choice. */
function overlaps(edits: readonly TextEdit[], range: Location['range']): boolean {
  return edits.some((edit) => edit.range.start <= range.end && range.start <= edit.range.end);
}
