import { forTerminal, forWorkflowCommand, forWorkflowProperty } from '@secl/text';
import { count } from '../markdown.ts';
import { type LintReport, type PlacedFinding, placedFindings, sumsOf } from './model.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** GitHub shows this many annotations of each level that a step makes, and drops the rest without a word. */
const mostOfLevel = 10;

/**
 * Workflow commands, which GitHub shows as annotations in the files of a pull request. What is beyond its limit is in
 * the log, and in the summary of the job (see `writeJobSummary`).
 */
export function githubLint(report: LintReport): string {
  const left = new Map(Object.keys(commands).map((level) => [level, mostOfLevel]));
  const lines = placedFindings(report).map((placed) => {
    const { severity } = placed.finding;
    const room = left.get(severity) ?? 0;
    left.set(severity, room - 1);
    return room > 0 ? annotation(placed) : logLine(placed);
  });
  const { errors, warnings, notes } = sumsOf(report.findings);
  const sums = `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notes, 'note')}`;
  return [...lines, `secl lint: ${sums}`].map((line) => `${line}\n`).join('');
}

function annotation({
  finding: { severity, code, message },
  file,
  region: { start, end },
}: PlacedFinding): string {
  const oneLine = start.line === end.line;
  const properties = {
    file,
    line: start.line,
    endLine: end.line,
    // Columns make sense to GitHub within one line only.
    ...(oneLine ? { col: start.column, endColumn: end.column } : {}),
    title: code,
  };
  const written = Object.entries(properties).map(
    ([key, value]) => `${key}=${forWorkflowProperty(String(value))}`,
  );
  return `::${commands[severity]} ${written.join(',')}::${forWorkflowCommand(message)}`;
}

/** Begins with the level, so that no text of a file begins the line: a runner reads commands there. */
function logLine({ finding: { severity, code, message }, file, region: { start } }: PlacedFinding): string {
  return `${commands[severity]} ${forTerminal(`${file}:${start.line}:${start.column} [${code}] ${message}`)}`;
}
