import type { Edit } from '@secl/text';
import type { Finding } from '../finding.ts';
import { fingerprints } from '../fingerprints.ts';
import { textsAfter } from './apply-fixes.ts';
import { chooseFixes, type FixKind } from './choose-fixes.ts';

/** What is found while some files have other texts. */
export interface FixableLook {
  /** What is to be fixed. */
  readonly findings: readonly Finding[];
  /** These and all others: a fix may do harm anywhere. */
  readonly all: readonly Finding[];
  /** Of documents that findings stand in, and of the files of the user. */
  readonly texts: ReadonlyMap<string, string>;
  /** Edits of documents as edits of the user's files; undefined where they cannot be written there. */
  readonly inFiles: (edits: readonly Edit[]) => readonly Edit[] | undefined;
}

export interface AllFixed<Look extends FixableLook> {
  /** The new texts of the files that change. */
  readonly changed: ReadonlyMap<string, string>;
  /** The findings that were fixed on the way. */
  readonly applied: readonly Finding[];
  /** What is found with the new texts. */
  readonly look: Look;
}

/** Fixes may make room for others; this many times is enough for every chain that is meant. */
const mostRounds = 10;

/**
 * Applies fixes, looks again, and goes on until nothing is left to fix. Fixes after which some file would have more
 * errors than before are not applied. The one implementation for the command and the editor.
 */
export async function fixAll<Look extends FixableLook>(
  lookWith: (changed: ReadonlyMap<string, string>) => Promise<Look>,
  kinds: readonly FixKind[],
): Promise<AllFixed<Look>> {
  let changed: ReadonlyMap<string, string> = new Map();
  let look = await lookWith(changed);
  const applied: Finding[] = [];
  const refused = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const names = fingerprints(look.findings, look.texts);
    const nameOf = (finding: Finding): string => names.get(finding) ?? '';
    const open = look.findings.filter((finding) => !refused.has(nameOf(finding)));
    const step = await stepOf(open, look, changed, kinds, lookWith);
    for (const finding of step.refused) refused.add(nameOf(finding));
    if (step.applied.length === 0) break;
    applied.push(...step.applied);
    ({ changed, look } = step);
  }
  return { changed, applied, look };
}

interface Step<Look extends FixableLook> extends AllFixed<Look> {
  /** Findings whose fixes do harm. */
  readonly refused: readonly Finding[];
}

async function stepOf<Look extends FixableLook>(
  findings: readonly Finding[],
  look: Look,
  changed: ReadonlyMap<string, string>,
  kinds: readonly FixKind[],
  lookWith: (changed: ReadonlyMap<string, string>) => Promise<Look>,
): Promise<Step<Look>> {
  const attempt = async (some: readonly Finding[]): Promise<AllFixed<Look> | undefined> => {
    const { edits, applied } = chooseFixes(some, kinds);
    const inFiles = look.inFiles(edits);
    const texts = inFiles === undefined ? new Map<string, string>() : textsAfter(look.texts, inFiles);
    if (texts.size === 0) return undefined;
    const next = new Map([...changed, ...texts]);
    const after = await lookWith(next);
    return hasMoreErrors(after.all, look.all) ? undefined : { changed: next, applied, look: after };
  };
  const unchanged = { changed, applied: [], look };
  const { applied: chosen } = chooseFixes(findings, kinds);
  if (chosen.length === 0) return { ...unchanged, refused: [] };
  const together = await attempt(chosen);
  if (together !== undefined) return { ...together, refused: [] };
  const harmless: Finding[] = [];
  const refused: Finding[] = [];
  for (const finding of chosen) ((await attempt([finding])) === undefined ? refused : harmless).push(finding);
  const rest = harmless.length === 0 ? undefined : await attempt(harmless);
  if (rest !== undefined) return { ...rest, refused };
  return { ...unchanged, refused: chosen };
}

/** Whether some document has more errors than before. */
function hasMoreErrors(after: readonly Finding[], before: readonly Finding[]): boolean {
  const left = new Map<string, number>();
  const errors = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');
  for (const { place } of errors(before)) left.set(place.document, (left.get(place.document) ?? 0) + 1);
  return errors(after).some(({ place: { document } }) => {
    const rest = (left.get(document) ?? 0) - 1;
    left.set(document, rest);
    return rest < 0;
  });
}
