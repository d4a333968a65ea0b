import type { Finding } from '@secl/lint';
import type { Location } from '@secl/text';
import type { Documents } from '../documents.ts';
import { jsonPlace } from '../json.ts';

/** What linting gave, for all formats of the report. */
export interface LintReport {
  readonly findings: readonly Finding[];
  readonly documents: Documents;
  /** A name for each finding that stays while lines move. */
  readonly fingerprints: ReadonlyMap<Finding, string>;
  readonly rules: number;
  /** The names of the rule sets that hold a file, where there are several rule sets at all. */
  readonly ruleSetsOf: (document: string) => readonly string[];
  /** Whether what is fixed is not written. */
  readonly dryRun: boolean;
  /** Findings that are not among `findings`, and why. */
  readonly leftOut: LeftOut;
  /** How many findings were mended before this report was made. */
  readonly fixed: number;
  /** Whether the run ends with 1. */
  readonly failed: boolean;
  /** Whether a finding by itself makes the run fail. */
  readonly isFailing: (finding: Finding) => boolean;
  /** The names of all files that were looked at, in order. */
  readonly names: readonly string[];
}

export interface LeftOut {
  /** By ignore comments. */
  readonly ignored: number;
  /** By the baseline. */
  readonly known: number;
  /** On rules that did not change. */
  readonly unchanged: number;
}

export interface Sums {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Findings whose fix changes nothing that rules do, and findings whose fix wants a look. */
  readonly fixable: number;
  readonly suggested: number;
}

export function sumsOf(findings: readonly Finding[]): Sums {
  const count = (test: (finding: Finding) => boolean): number => findings.filter(test).length;
  return {
    errors: count(({ severity }) => severity === 'error'),
    warnings: count(({ severity }) => severity === 'warning'),
    notes: count(({ severity }) => severity === 'info'),
    fixable: count(({ fix }) => fix?.kind === 'safe'),
    suggested: count(({ fix }) => fix?.kind === 'suggested'),
  };
}

/** The page of a code, from the root of the documentation. */
export function pageOf({ code, category }: Pick<Finding, 'code' | 'category'>): string {
  return `docs/${category === 'load' ? 'problems' : 'lint'}/${code}.md`;
}

/** A finding in the user's file, with lines and columns as people count them: from 1, in UTF-16 code units. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly file: string;
  readonly region: Region;
}

/** `end` is behind the last character. */
export interface Region {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

export function regionOf(
  place: Location,
  documents: Documents,
): { readonly file: string; readonly region: Region } {
  const { file, start, end } = jsonPlace(place, documents);
  return { file, region: { start, end } };
}

export function placedFindings({ findings, documents }: LintReport): readonly PlacedFinding[] {
  return findings.map((finding) => ({ finding, ...regionOf(finding.place, documents) }));
}

/** The findings by file, each file once. */
export function byFile(report: LintReport): ReadonlyMap<string, readonly PlacedFinding[]> {
  const files = new Map<string, PlacedFinding[]>();
  for (const placed of placedFindings(report)) {
    const known = files.get(placed.file);
    if (known === undefined) files.set(placed.file, [placed]);
    else known.push(placed);
  }
  return files;
}
