import { parseJson } from '@secl/text';
import { numberAt, valueAt } from './json-at.ts';

/*
 * What `secl lint --format json` prints, as far as it is used here: packages/cli/schema/lint.schema.json.
 */

export interface LintReport {
  readonly summary: {
    readonly files: number;
    readonly rules: number;
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
    readonly fixable: number;
    readonly suggested: number;
    readonly leftOut: { readonly ignored: number; readonly known: number; readonly unchanged: number };
  };
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly place: Place;
  readonly agent?: string;
  readonly fix?: Fix;
  readonly subject: string;
  readonly targets: readonly string[];
  /** The page of the code, from the root of the toolkit's repository. */
  readonly page: string;
}

export interface Fix {
  readonly title: string;
  readonly kind: 'safe' | 'suggested';
  readonly edits: readonly { readonly place: Place; readonly text: string }[];
}

/** Lines and columns from 1, in UTF-16 code units; `end` is behind the last. */
export interface Place {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Undefined for anything that is not this report: what is said instead stands on standard error. */
export function readLintReport(stdout: string): LintReport | undefined {
  const parsed = parseJson(stdout);
  if (!parsed.ok || numberAt(parsed.value, 'schemaVersion') !== 1) return undefined;
  if (!Array.isArray(valueAt(parsed.value, 'findings'))) return undefined;
  // The command is part of the same bundle, and tests hold what it prints to the schema.
  return parsed.value as LintReport;
}

/** With the names of files from the root of the repository, as GitHub wants them. */
export function fromRoot(report: LintReport, directory: string): LintReport {
  if (directory === '.') return report;
  const moved = (place: Place): Place => ({ ...place, file: pathFromRoot(place.file, directory) });
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      place: moved(finding.place),
      ...(finding.fix === undefined
        ? {}
        : {
            fix: {
              ...finding.fix,
              edits: finding.fix.edits.map(({ place, text }) => ({ place: moved(place), text })),
            },
          }),
    })),
  };
}

export function pathFromRoot(file: string, directory: string): string {
  if (directory === '.' || file.startsWith('/')) return file;
  const segments = directory.split('/');
  for (const segment of file.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
