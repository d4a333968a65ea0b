import type { Edit, Fix, Location } from '@secl/text';
import type { Finding } from '../finding.ts';

export type FixKind = Fix<Location>['kind'];

/** Fixes that go together. */
export interface Chosen {
  readonly edits: readonly Edit[];
  /** The findings whose fixes these are. */
  readonly applied: readonly Finding[];
  /** Those whose fixes touch what another one changes: they may be applied after looking again. */
  readonly postponed: readonly Finding[];
}

/**
 * Chooses fixes of the kinds that are wanted, in the order of the findings. A fix is taken as a whole or not at all; the
 * first of two that overlap wins, and of findings with one and the same fix the first brings it.
 */
export function chooseFixes(findings: readonly Finding[], kinds: readonly FixKind[]): Chosen {
  const taken = new Map<string, Location['range'][]>();
  const seen = new Set<string>();
  const edits: Edit[] = [];
  const applied: Finding[] = [];
  const postponed: Finding[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (fix === undefined || !kinds.includes(fix.kind) || fix.edits.length === 0) continue;
    const key = keyOf(fix);
    if (seen.has(key)) {
      applied.push(finding);
      continue;
    }
    if (fix.edits.some(({ place }) => overlaps(taken.get(place.document) ?? [], place.range))) {
      postponed.push(finding);
      continue;
    }
    seen.add(key);
    for (const { place, text } of fix.edits) {
      taken.set(place.document, [...(taken.get(place.document) ?? []), place.range]);
      edits.push({ location: place, text });
    }
    applied.push(finding);
  }
  return { edits, applied, postponed };
}

function keyOf({ edits }: Fix<Location>): string {
  return JSON.stringify(
    edits.map(({ place: { document, range }, text }) => [document, range.start, range.end, text]),
  );
}

/** Edits that touch count as overlapping, too: which of two insertions at one place comes first is nobody's choice. */
function overlaps(taken: readonly Location['range'][], { start, end }: Location['range']): boolean {
  return taken.some((range) => range.start <= end && start <= range.end);
}
