import { codeFrame } from '../code-frame.ts';
import { paintFor } from '../paint.ts';
import { byFile, type LintReport, type PlacedFinding } from './model.ts';
import { type Element, xmlText } from './xml.ts';

/**
 * JUnit's XML, as pipelines show it: a suite for each file, a test case for each finding. Those that make the run fail
 * have failed; the others have passed and say what was found. Only what the schema of Jenkins allows is written, as it
 * refuses all else; there, suites name a file and test cases do not.
 */
export function junitLint(report: LintReport): string {
  const files = byFile(report);
  const suites = report.names.map((name) => suite(name, files.get(name) ?? [], report));
  return xmlText({
    name: 'testsuites',
    attributes: { name: 'secl lint', ...sums(suites) },
    children: suites,
  });
}

function suite(name: string, found: readonly PlacedFinding[], report: LintReport): Element {
  const cases = found.map((each) => testCase(each, report));
  const passed: Element = { name: 'testcase', attributes: { name: 'secl lint', classname: name, time: 0 } };
  const failures = found.filter(({ finding }) => report.isFailing(finding)).length;
  return {
    name: 'testsuite',
    attributes: {
      name,
      tests: Math.max(1, cases.length),
      failures,
      errors: 0,
      skipped: 0,
      time: 0,
      file: name,
    },
    children: cases.length === 0 ? [passed] : cases,
  };
}

function testCase({ finding, file, region }: PlacedFinding, { documents, isFailing }: LintReport): Element {
  const { code, message, severity, subject } = finding;
  const plain = (text: string): string => text;
  const frame = codeFrame(finding.place, documents, {
    paint: paintFor({ colour: false }),
    mark: plain,
    columns: undefined,
  });
  const text = `${severity} ${file}:${region.start.line}:${region.start.column}\n${frame}`;
  const said: Element = isFailing(finding)
    ? { name: 'failure', attributes: { message, type: code }, text }
    : { name: 'system-out', attributes: {}, text: `${message}\n${text}` };
  const name = subject === '' ? code : `${subject}: ${code}`;
  return { name: 'testcase', attributes: { name, classname: file, time: 0 }, children: [said] };
}

function sums(suites: readonly Element[]): Readonly<Record<string, number>> {
  const sum = (key: string): number =>
    suites.reduce((total, { attributes }) => total + Number(attributes[key] ?? 0), 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: 0, time: 0 };
}
