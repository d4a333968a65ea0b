import { jsonText } from '../json.ts';
import { jsonProblem } from '../json-problem.ts';
import { type LintReport, pageOf, sumsOf } from './model.ts';

/** Raised when a program that reads the report would have to change. */
export const lintSchemaVersion = 1;

/** The report for programs: packages/cli/schema/lint.schema.json. */
export function jsonLint(report: LintReport): string {
  const { findings, documents, fingerprints, names, rules, leftOut, fixed, failed } = report;
  return jsonText({
    schemaVersion: lintSchemaVersion,
    summary: { files: names.length, rules, ...sumsOf(findings), leftOut, fixed, failed },
    findings: findings.map((finding) => ({
      ...jsonProblem(finding, documents),
      category: finding.category,
      subject: finding.subject,
      ruleSets: finding.ruleSets,
      targets: finding.targets,
      page: pageOf(finding),
      fingerprint: fingerprints.get(finding) ?? '',
    })),
  });
}
