import { forMarkdown, forMarkdownCode, forMarkdownMessage } from '@secl/text';
import { count, markdownTable } from '../markdown.ts';
import { severityName } from '../problem.ts';
import { type LintReport, type PlacedFinding, placedFindings, sumsOf } from './model.ts';

/** A comment on GitHub holds 65,536 characters; GitLab and job summaries hold more. */
const mostCharacters = 60_000;
/** Rows that stand open; the rest can be unfolded. */
const mostOpen = 20;

/** The report for a comment on a change: the loudest first. */
export function markdownLint(report: LintReport): string {
  const placed = placedFindings(report);
  const loudest = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    placed.filter(({ finding }) => finding.severity === severity),
  );
  const { shown, hidden } = fitting(loudest.map(rowOf));
  const open = shown.slice(0, mostOpen);
  const folded = shown.slice(mostOpen);
  return [
    '### secl lint\n',
    `${summary(report)}\n`,
    ...(open.length === 0 ? [] : [table(open)]),
    ...(folded.length === 0
      ? []
      : [`<details><summary>${folded.length} more</summary>\n\n${table(folded)}\n</details>\n`]),
    ...(hidden === 0 ? [] : [`… and ${count(hidden, 'finding')} that would not fit here.\n`]),
  ].join('\n');
}

function summary({ findings, rules, names, leftOut, fixed }: LintReport): string {
  const { errors, warnings, notes, fixable } = sumsOf(findings);
  const seen = `${count(rules, 'rule')} in ${count(names.length, 'file')}`;
  const found =
    findings.length === 0
      ? `**No problems** in ${seen}`
      : `**${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notes, 'note')}** in ${seen}`;
  const parts = [
    found,
    ...(fixed > 0 ? [`${fixed} mended`] : []),
    ...(fixable > 0 ? [`${fixable} can be fixed with \`secl lint --fix\``] : []),
    ...(leftOut.ignored > 0 ? [`${leftOut.ignored} ignored by comments`] : []),
    ...(leftOut.known > 0 ? [`${leftOut.known} in the baseline`] : []),
    ...(leftOut.unchanged > 0 ? [`${leftOut.unchanged} on what did not change`] : []),
  ];
  return parts.join(' · ');
}

type Row = readonly string[];

function rowOf({ finding, file, region: { start } }: PlacedFinding): Row {
  const { severity, message, code, subject, targets } = finding;
  const on = targets.length === 0 ? '' : ` (on ${targets.map(forMarkdown).join(', ')})`;
  return [
    severityName(severity),
    forMarkdownCode(`${file}:${start.line}`),
    subject === '' ? '' : forMarkdownCode(subject),
    `${forMarkdownMessage(message)}${on}`,
    forMarkdownCode(code),
  ];
}

function table(rows: readonly Row[]): string {
  return markdownTable(['Level', 'Where', 'Rule', 'What', 'Id'], rows);
}

function fitting(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly hidden: number } {
  let room = mostCharacters;
  const end = rows.findIndex((row) => {
    room -= row.reduce((sum, cell) => sum + cell.length + 3, 2);
    return room < 0;
  });
  return end === -1 ? { shown: rows, hidden: 0 } : { shown: rows.slice(0, end), hidden: rows.length - end };
}
