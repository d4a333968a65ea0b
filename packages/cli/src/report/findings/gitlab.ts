import { jsonText } from '../json.ts';
import { type LintReport, placedFindings } from './model.ts';
import { shown } from './shown.ts';

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/**
 * GitLab's code quality report. It tells findings of two branches apart by their fingerprints, which are the same
 * wherever the lines went.
 */
export function gitlabLint(report: LintReport): string {
  return jsonText(
    placedFindings(report).map(({ finding, file, region: { start, end } }) => ({
      description: shown(finding.message),
      check_name: finding.code,
      fingerprint: report.fingerprints.get(finding) ?? '',
      severity: severities[finding.severity],
      location: { path: file, lines: { begin: start.line, end: Math.max(start.line, end.line) } },
    })),
  );
}
