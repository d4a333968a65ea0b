/** The report for people: what came otherwise than expected, and the sums. */
import { locateSpan } from '@secl/policy';
import { type Failure, happeningInWords } from '@secl/testing';
import { forTerminal } from '@secl/text';
import { type Page, pageOf, wrap } from '../commands/fields-layout.ts';
import type { Output } from '../output.ts';
import { count } from '../report/markdown.ts';
import { renderProblems } from '../report/problem.ts';
import { explainedLines } from './explained.ts';
import { type CaseReport, countCases, errorsOf, type FileReport, type TestReport, titleOf } from './model.ts';

export function prettyTest(
  report: TestReport,
  output: Output,
  { verbose }: { readonly verbose: boolean },
): string {
  const page = pageOf(output);
  const blocks = report.files.flatMap((file) => fileBlocks(file, report, page, verbose));
  const parts = [
    ...blocks,
    rejectedBlock(report, page),
    openBlock(report, page),
    untestedBlock(report, page),
    `${sums(report, page)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function fileBlocks(file: FileReport, report: TestReport, page: Page, verbose: boolean): readonly string[] {
  const { paint, columns } = page;
  const { documents } = report;
  const problems = [...errorsOf(file), ...file.cases.flatMap(({ result }) => result.problems)];
  const distinct = [
    ...new Map(
      problems.map((each) => [`${each.code} ${each.place.range.start} ${each.message}`, each]),
    ).values(),
  ];
  const passed = verbose ? file.cases.map((each) => passedLine(each, page)).join('') : '';
  const cases = file.cases.filter(({ result }) => result.failures.length > 0);
  return [
    ...(verbose && passed !== '' ? [`${paint.strong(forTerminal(file.file.document))}\n${passed}`] : []),
    ...(distinct.length > 0 ? [renderProblems(distinct, documents, { paint, columns })] : []),
    ...cases.map((each) => caseBlock(each, report, page)),
  ];
}

function passedLine(each: CaseReport, { paint }: Page): string {
  const marks = {
    passed: paint.good('✓'),
    failed: paint.bad('✗'),
    undecided: paint.doubtful('?'),
    broken: paint.bad('!'),
  };
  return `  ${marks[each.result.outcome]} ${forTerminal(titleOf(each))}\n`;
}

function caseBlock(each: CaseReport, { documents }: TestReport, page: Page): string {
  const { paint } = page;
  const { failures, outcome, testCase } = each.result;
  const word =
    outcome === 'undecided' ? paint.doubtful(paint.strong('undecided')) : paint.bad(paint.strong('failed'));
  const head = `${word} ${paint.strong(forTerminal(titleOf(each)))}\n  ${paint.faint('at')} ${paint.name(forTerminal(documents.link(testCase.place)))}\n`;
  return (
    head +
    failures.map((failure, index) => failureBlock(failure, failures[index - 1], documents, page)).join('')
  );
}

function failureBlock(
  failure: Failure,
  before: Failure | undefined,
  documents: TestReport['documents'],
  page: Page,
): string {
  const { paint } = page;
  const { message, place, happening, explained, kind } = failure;
  const mark = kind === 'undecided' ? paint.doubtful('?') : paint.bad('✗');
  const [first = '', ...more] = wrap(`${forTerminal(message)} `.trimEnd(), page, 4);
  const at = paint.faint(`expected at ${forTerminal(documents.link(place))}`);
  const lines = ['', `  ${mark} ${first.trimStart()}`, ...more, `    ${at}`];
  if (happening !== undefined && (explained !== undefined || before?.happening !== happening))
    lines.push(`    ${paint.faint('on')} ${forTerminal(happeningInWords(happening))}`);
  if (explained !== undefined) {
    const { rule } = explained;
    lines.push(
      `    ${paint.name(forTerminal(rule.id))} ${paint.faint(forTerminal(`(${documents.link(locateSpan(rule.expression, { start: 0, end: 0 }))})`))}`,
    );
    lines.push(...explainedLines(explained, page, 6));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function untestedBlock({ untested, documents }: TestReport, { paint }: Page): string {
  if (untested === undefined || untested.length === 0) return '';
  const lines = untested.map(({ id, place, lacks }) => {
    const what =
      lacks.length === 2
        ? 'has no case'
        : lacks[0] === 'fires'
          ? 'has no case that it matches in'
          : 'has no case that it keeps out of';
    return `  ${paint.name(forTerminal(id))} ${what} ${paint.faint(`(${forTerminal(documents.link(place))})`)}\n`;
  });
  return `${paint.bad(paint.strong('rules without tests'))}\n${lines.join('')}`;
}

function rejectedBlock({ rejectedRules, documents }: TestReport, page: Page): string {
  if (rejectedRules.length === 0) return '';
  const { paint } = page;
  const lines = rejectedRules.slice(0, mostNames).flatMap(({ id, place, message }) => {
    const [first = '', ...more] = wrap(forTerminal(`${id}: ${message} (${documents.link(place)})`), page, 4);
    return [`  ${first.trimStart()}`, ...more].map((line) => `${line}\n`);
  });
  const more = rejectedRules.length - mostNames;
  const rest = more > 0 ? `  and ${more} more: see \`secl load\`\n` : '';
  return `${paint.doubtful(paint.strong('rules that do not load, and of which no case speaks'))}\n${lines.join('')}${rest}`;
}

/** So many names are listed. */
const mostNames = 5;

function openBlock({ openRules }: TestReport, page: Page): string {
  return openRules
    .flatMap(({ target, rules, needs }) => {
      const more = rules.length > mostNames ? ` and ${rules.length - mostNames} more` : '';
      const names = `${rules.slice(0, mostNames).join(', ')}${more}`;
      const text = `note: not known whether they load on ${target}, so exact sets do not speak of them: ${names} (that needs ${needs.join(', ')})`;
      return wrap(forTerminal(text), page).map((line) => `${page.paint.faint(line)}\n`);
    })
    .join('');
}

function sums(report: TestReport, { paint }: Page): string {
  const { passed, failed, undecided, broken } = countCases(report);
  const total = passed + failed + undecided + broken;
  const parts = [
    ...(passed > 0 ? [paint.good(`${passed} passed`)] : []),
    ...(failed > 0 ? [paint.bad(`${failed} failed`)] : []),
    ...(undecided > 0 ? [paint.doubtful(`${undecided} undecided`)] : []),
    ...(broken > 0 ? [paint.bad(`${broken} could not be run`)] : []),
  ];
  const left = report.leftOut > 0 ? paint.faint(`; ${report.leftOut} not asked for`) : '';
  const head = `${count(total, 'case')} in ${count(report.files.length, 'file')}`;
  return `${head}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${left}`;
}
