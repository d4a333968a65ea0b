import type { Finding } from '@secl/lint';
import { forTerminal } from '@secl/text';
import type { Output } from '../../output.ts';
import { count } from '../markdown.ts';
import { type Paint, paintFor } from '../paint.ts';
import { renderProblem } from '../problem.ts';
import { type LintReport, sumsOf } from './model.ts';

/** The report for people: every finding with the lines where it stands, then the sums. */
export function prettyLint(report: LintReport, output: Pick<Output, 'colour' | 'columns'>): string {
  const paint = paintFor(output);
  const shown = report.findings.map((finding) => prettyFinding(finding, report, output, paint));
  return [...shown, summary(report, paint)].join('\n');
}

function prettyFinding(
  finding: Finding,
  { documents, ruleSetsOf }: LintReport,
  { columns }: Pick<Output, 'columns'>,
  paint: Paint,
): string {
  const text = renderProblem(finding, documents, { paint, columns });
  const some = finding.ruleSets.length < ruleSetsOf(finding.place.document).length;
  const only = [
    ...(finding.targets.length > 0 ? [`on ${finding.targets.join(', ')}`] : []),
    ...(some ? [`in ${finding.ruleSets.join(', ')}`] : []),
  ];
  return only.length === 0 ? text : `${text}  ${paint.faint(forTerminal(only.join(' ')))}\n`;
}

function summary(report: LintReport, paint: Paint): string {
  const { findings, names, rules, fixed, dryRun } = report;
  const { errors, warnings, notes } = sumsOf(findings);
  const kinds = [
    ...(errors > 0 ? [paint.bad(count(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.doubtful(count(warnings, 'warning'))] : []),
    ...(notes > 0 ? [paint.name(count(notes, 'note'))] : []),
  ];
  const seen = `${count(names.length, 'file')} with ${count(rules, 'rule')}`;
  const found =
    findings.length === 0
      ? `${paint.good('no problems')} in ${seen}`
      : `${count(findings.length, 'problem')} (${kinds.join(', ')}) in ${seen}`;
  const lines = [found, ...fixes(report, paint), ...leftOut(report, paint)];
  if (fixed > 0) lines.unshift(`${paint.good(dryRun ? 'would mend' : 'mended')} ${count(fixed, 'problem')}`);
  return lines.map((line) => `${line}\n`).join('');
}

function fixes({ findings }: LintReport, paint: Paint): readonly string[] {
  const { fixable, suggested } = sumsOf(findings);
  const ways = [
    ...(fixable > 0 ? [`${fixable} can be fixed with ${paint.strong('--fix')}`] : []),
    ...(suggested > 0
      ? [
          `${suggested} ${fixable > 0 ? 'more ' : 'can be fixed '}with ${paint.strong('--fix-suggested')}, to be looked at`,
        ]
      : []),
  ];
  return ways.length === 0 ? [] : [ways.join(', ')];
}

function leftOut({ leftOut: { ignored, known, unchanged } }: LintReport, paint: Paint): readonly string[] {
  const parts = [
    ...(ignored > 0 ? [`${ignored} ignored by comments`] : []),
    ...(known > 0 ? [`${known} in the baseline`] : []),
    ...(unchanged > 0 ? [`${unchanged} on what did not change`] : []),
  ];
  return parts.length === 0 ? [] : [paint.faint(`left out: ${parts.join(', ')}`)];
}
