import { forTerminal, type Problem, type Severity } from '@secl/text';
import { cells, wrap } from './cells.ts';
import { codeFrame } from './code-frame.ts';
import type { Documents } from './documents.ts';
import { type Paint, severityStyle } from './paint.ts';

export interface ProblemOptions {
  readonly paint: Paint;
  readonly columns: number | undefined;
}

/** Places that belong to a problem, of which the first are shown. */
const mostRelated = 3;

/** Problems one below the other, a blank line between them. */
export function renderProblems(
  problems: readonly Problem[],
  documents: Documents,
  options: ProblemOptions,
): string {
  return problems.map((problem) => renderProblem(problem, documents, options)).join('\n');
}

/**
 * One problem for a terminal: what is wrong, where, the lines there, what belongs to it, the way out, and in the
 * background the words that an agent has for it.
 */
export function renderProblem(problem: Problem, documents: Documents, options: ProblemOptions): string {
  const { paint, columns } = options;
  const style = severityStyle(paint, problem.severity);
  const head = `${style(paint.strong(severityName(problem.severity)))} ${paint.faint(`[${problem.code}]`)}`;
  const frame = { paint, mark: style, columns };
  const notes = [
    ...problem.related
      .slice(0, mostRelated)
      .map(
        ({ message, place }) =>
          `${paint.faint('see')} ${forTerminal(message)}: ${forTerminal(documents.link(place))}`,
      ),
    ...(problem.related.length > mostRelated
      ? [paint.faint(`and ${problem.related.length - mostRelated} more`)]
      : []),
    ...(problem.fix === undefined ? [] : [`${paint.good('fix')} ${forTerminal(problem.fix.title)}`]),
    ...agentNote(problem, paint),
  ];
  return [
    headLines(head, forTerminal(problem.message), columns),
    `  ${paint.faint('at')} ${paint.name(forTerminal(documents.link(problem.place)))}\n`,
    indented(codeFrame(problem.place, documents, frame)),
    ...notes.map((note) => `  ${note}\n`),
  ].join('');
}

/** Only where there is a terminal: what goes to a file or a pipe keeps a message on one line. */
function headLines(head: string, message: string, columns: number | undefined): string {
  if (columns === undefined) return `${head} ${message}\n`;
  const width = Math.max(40, columns) - 2;
  // The head takes part in breaking the first line, as a word without blanks.
  const [first = '', ...rest] = wrap(`${'x'.repeat(cells(head))} ${message}`, width);
  const lines = [head + first.slice(cells(head)), ...rest];
  return lines.map((line, index) => `${index === 0 ? '' : '  '}${line}\n`).join('');
}

function agentNote({ agent, message }: Problem, paint: Paint): readonly string[] {
  if (agent === undefined || agent === message) return [];
  return [paint.faint(`agents say: ${forTerminal(agent)}`)];
}

export function severityName(severity: Severity): string {
  return severity === 'info' || severity === 'hint' ? 'note' : severity;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** Text for people, broken at the width of the terminal. */
export function paragraph(text: string, columns: number | undefined, indent = ''): string {
  const width = Math.min(columns ?? 110, 110) - indent.length;
  return wrap(forTerminal(text), width)
    .map((line) => `${indent}${line}\n`)
    .join('');
}
