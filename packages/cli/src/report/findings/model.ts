import type { Finding } from '@secl/lint';
import type { Documents } from '../documents.ts';

/** What linting gave, for all formats of the report. */
export interface LintReport {
  readonly findings: readonly Finding[];
  readonly documents: Documents;
  /** A name for each finding that stays while lines move. */
  readonly fingerprints: ReadonlyMap<Finding, string>;
  readonly files: number;
  readonly rules: number;
  /** Findings that are not among `findings`, and why. */
  readonly leftOut: LeftOut;
  /** How many findings were mended before this report was made. */
  readonly fixed: number;
  /** Whether the run ends with 1. */
  readonly failed: boolean;
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
