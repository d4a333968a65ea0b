/**
 * Workflow commands, which GitHub shows as annotations in the files of a pull request: one for each thing that came otherwise,
 * where it is expected. What is beyond GitHub's limit stays in the log.
 */
import { forTerminal, forWorkflowCommand, forWorkflowProperty, type Location } from '@secl/text';
import type { Documents } from '../report/documents.ts';
import { countCases, errorsOf, type TestReport, titleOf } from './model.ts';
import { plainFailure } from './plain.ts';

const mostAnnotations = 10;

interface Told {
  readonly level: 'error' | 'warning' | 'notice';
  readonly place: Location;
  readonly title: string;
  readonly message: string;
  readonly more: readonly string[];
}

export function githubTest(report: TestReport): string {
  const { documents } = report;
  const told = toldIn(report);
  const lines = told.map((each, index) =>
    index < mostAnnotations ? annotation(each, documents) : logLine(each, documents),
  );
  const { passed, failed, undecided, broken } = countCases(report);
  return [
    ...lines,
    `secl test: ${passed} passed, ${failed} failed, ${undecided} undecided, ${broken} could not be run`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function toldIn({ files, documents, rejectedRules, untested = [] }: TestReport): readonly Told[] {
  const mistakes = files.flatMap((file) =>
    [...errorsOf(file), ...file.cases.flatMap(({ result }) => result.problems)].map(
      ({ severity, place, code, message }): Told => ({
        level: levels[severity],
        place,
        title: code,
        message,
        more: [],
      }),
    ),
  );
  const failures = files.flatMap(({ cases }) =>
    cases.flatMap((each) =>
      each.result.failures.map(
        (failure): Told => ({
          level: 'error',
          place: failure.place,
          title: `${each.result.outcome}: ${titleOf(each)}`,
          message: failure.message,
          more: plainFailure(failure, documents).slice(1),
        }),
      ),
    ),
  );
  const rejected = rejectedRules.map(
    ({ id, place, message }): Told => ({
      level: 'warning',
      place,
      title: `\`${id}\` does not load, and no case speaks of it`,
      message,
      more: [],
    }),
  );
  const lacking = untested.map(
    ({ id, place, lacks }): Told => ({
      level: 'error',
      place,
      title: 'rule without tests',
      message: `\`${id}\` lacks a case: ${lacks.join(', ')}`,
      more: [],
    }),
  );
  return [...mistakes, ...failures, ...lacking, ...rejected];
}

const levels = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

function annotation({ level, place, title, message, more }: Told, documents: Documents): string {
  const { document, range } = documents.outward(place);
  const at = documents.lines(document)?.positionAt(range.start);
  const properties = { file: document, line: at?.line ?? 1, col: at?.column ?? 1, title };
  const written = Object.entries(properties).map(
    ([key, value]) => `${key}=${forWorkflowProperty(String(value))}`,
  );
  return `::${level} ${written.join(',')}::${forWorkflowCommand([message, ...more].join('\n'))}`;
}

/** Begins with the level, so that no text of a file begins the line: a runner reads commands there. */
function logLine({ level, place, title, message }: Told, documents: Documents): string {
  return `${level} ${forTerminal(`${documents.link(place)} [${title}] ${message}`)}`;
}
