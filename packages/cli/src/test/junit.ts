/**
 * JUnit's XML, as pipelines show it: a suite a file, a test case a case on a target. A case that could not be run is an
 * error; one that is undecided has failed, and its type says so. Only what the schema of Jenkins allows is written.
 */
import { type Element, xmlText } from '../report/findings/xml.ts';
import { type CaseReport, errorsOf, type FileReport, type TestReport, titleOf } from './model.ts';
import { plainFailure } from './plain.ts';

export function junitTest(report: TestReport): string {
  const suites = [
    ...report.files.map((file) => suite(file, report)),
    ...untestedSuite(report),
    ...rejectedSuite(report),
  ];
  return xmlText({
    name: 'testsuites',
    attributes: { name: 'secl test', ...sums(suites) },
    children: suites,
  });
}

function suite(file: FileReport, report: TestReport): Element {
  const { document } = file.file;
  const cases = file.cases.map((each) => testCase(each, document, report));
  const mistakes = errorsOf(file).map(({ code, message, place }) => ({
    name: 'testcase',
    attributes: { name: code, classname: document, time: 0 },
    children: [{ name: 'error', attributes: { message, type: code }, text: report.documents.link(place) }],
  }));
  return suiteOf(document, [...mistakes, ...cases], document);
}

function suiteOf(name: string, cases: readonly Element[], file: string | undefined): Element {
  const having = (kind: string): number =>
    cases.filter(({ children = [] }) => children.some((child) => child.name === kind)).length;
  const attributes = {
    name,
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
    time: 0,
    ...(file === undefined ? {} : { file }),
  };
  return { name: 'testsuite', attributes, children: cases };
}

function testCase(each: CaseReport, document: string, { documents }: TestReport): Element {
  const { outcome, failures, problems } = each.result;
  const attributes = { name: titleOf(each), classname: document, time: 0 };
  if (outcome === 'passed') return { name: 'testcase', attributes };
  const texts = failures.map((failure) => [failure.message, ...plainFailure(failure, documents)].join('\n'));
  const broken = problems.map(({ message, place }) => `${message}\n${documents.link(place)}`);
  const first = failures[0]?.message ?? problems[0]?.message ?? 'the file has mistakes';
  const child: Element = {
    name: outcome === 'broken' ? 'error' : 'failure',
    attributes: { message: first, type: outcome },
    text: [...texts, ...broken].join('\n\n'),
  };
  return { name: 'testcase', attributes, children: [child] };
}

function untestedSuite({ untested, documents }: TestReport): readonly Element[] {
  if (untested === undefined) return [];
  const cases = untested.map(({ id, place, lacks }) => ({
    name: 'testcase',
    attributes: { name: id, classname: 'rules without tests', time: 0 },
    children: [
      {
        name: 'failure',
        attributes: { message: `lacks a case: ${lacks.join(', ')}`, type: 'untested' },
        text: documents.link(place),
      },
    ],
  }));
  const passed: Element = {
    name: 'testcase',
    attributes: { name: 'every rule has tests', classname: 'rules without tests', time: 0 },
  };
  return [suiteOf('rules without tests', cases.length === 0 ? [passed] : cases, undefined)];
}

/** Rules that no case can have heard of: they do not load. */
function rejectedSuite({ rejectedRules, documents }: TestReport): readonly Element[] {
  if (rejectedRules.length === 0) return [];
  const cases = rejectedRules.map(({ id, place, message }) => ({
    name: 'testcase',
    attributes: { name: id, classname: 'rules that do not load', time: 0 },
    children: [{ name: 'skipped', attributes: { message: `${message} (${documents.link(place)})` } }],
  }));
  return [suiteOf('rules that do not load', cases, undefined)];
}

function sums(suites: readonly Element[]): Readonly<Record<string, number>> {
  const sum = (key: string): number =>
    suites.reduce((total, { attributes }) => total + Number(attributes[key] ?? 0), 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), time: 0 };
}
