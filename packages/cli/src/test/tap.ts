/** TAP 14, with what came otherwise as YAML below a test point. */
import { forTerminal } from '@secl/text';
import { type CaseReport, errorsOf, type FileReport, type TestReport, titleOf } from './model.ts';
import { plainFailure } from './plain.ts';

interface Point {
  readonly title: string;
  readonly ok: boolean;
  /** Why nothing was tested. */
  readonly skipped?: string;
  /** Key and lines. */
  readonly details: readonly (readonly [string, string])[];
}

export function tapTest(report: TestReport): string {
  const points = [
    ...report.files.flatMap((file) => pointsOf(file, report)),
    ...untestedPoints(report),
    ...rejectedPoints(report),
  ];
  const lines = points.flatMap(({ title, ok, skipped, details }, index) => [
    `${ok ? 'ok' : 'not ok'} ${index + 1} - ${escaped(title)}${skipped === undefined ? '' : ` # SKIP ${escaped(skipped)}`}`,
    ...(details.length === 0
      ? []
      : ['  ---', ...details.flatMap(([key, text]) => yamlLines(key, text)), '  ...']),
  ]);
  return ['TAP version 14', `1..${points.length}`, ...lines].map((line) => `${line}\n`).join('');
}

function pointsOf(file: FileReport, report: TestReport): readonly Point[] {
  const { documents } = report;
  const { document } = file.file;
  const mistakes = errorsOf(file).map(
    ({ message, place, code }): Point => ({
      title: `${document}: ${code}`,
      ok: false,
      details: [
        ['message', message],
        ['at', documents.link(place)],
      ],
    }),
  );
  return [...mistakes, ...file.cases.map((each) => pointOf(each, document, report))];
}

function pointOf(each: CaseReport, document: string, { documents }: TestReport): Point {
  const { outcome, failures, problems, testCase } = each.result;
  const title = `${document}: ${titleOf(each)}`;
  if (outcome === 'passed') return { title, ok: true, details: [] };
  const told = failures.map((failure) => [failure.message, ...plainFailure(failure, documents)].join('\n'));
  const broken = problems.map(({ message, place }) => `${message}\n${documents.link(place)}`);
  const at = documents.link(testCase.place);
  return {
    title,
    ok: false,
    details: [
      ['outcome', outcome],
      ['at', at],
      ['message', [...told, ...broken].join('\n')],
    ],
  };
}

function untestedPoints({ untested = [], documents }: TestReport): readonly Point[] {
  return untested.map(({ id, place, lacks }) => ({
    title: `${id} has tests`,
    ok: false,
    details: [
      ['message', `lacks a case: ${lacks.join(', ')}`],
      ['at', documents.link(place)],
    ],
  }));
}

/** Rules that no case can have heard of. */
function rejectedPoints({ rejectedRules, documents }: TestReport): readonly Point[] {
  return rejectedRules.map(({ id, place, message }) => ({
    title: id,
    ok: true,
    skipped: `it does not load: ${message} (${documents.link(place)})`,
    details: [],
  }));
}

/** `#` begins a directive, and a line break ends the description. */
const escaped = (title: string): string => forTerminal(title).replace(/[\\#]/g, '\\$&');

function yamlLines(key: string, text: string): readonly string[] {
  const lines = text.split('\n').map(forTerminal);
  const [only = ''] = lines;
  if (lines.length === 1) return [`  ${key}: ${JSON.stringify(only)}`];
  return [`  ${key}: |`, ...lines.map((line) => (line === '' ? '' : `    ${line}`))];
}
