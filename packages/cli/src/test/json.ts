import { conditionReport, type Failure, type Happening } from '@secl/testing';
import type { Documents } from '../report/documents.ts';
import { jsonPlace, jsonText } from '../report/json.ts';
import { jsonProblem } from '../report/json-problem.ts';
import { type CaseReport, countCases, errorsOf, type TestReport } from './model.ts';

/** Raised when a program that reads the report would have to change. */
export const testSchemaVersion = 1;

/** The report for programs: packages/cli/schema/test.schema.json. */
export function jsonTest(report: TestReport): string {
  const { documents, files, untested, openRules, rejectedRules, leftOut } = report;
  return jsonText({
    schemaVersion: testSchemaVersion,
    counts: { ...countCases(report), leftOut },
    files: files.map((file) => ({
      file: file.file.document,
      cases: file.cases.map((each) => jsonCase(each, documents)),
      problems: errorsOf(file).map((each) => jsonProblem(each, documents)),
    })),
    openRules,
    rejectedRules: rejectedRules.map(({ id, place, message }) => ({
      rule: id,
      place: jsonPlace(place, documents),
      message,
    })),
    untested:
      untested?.map(({ id, place, lacks }) => ({ rule: id, place: jsonPlace(place, documents), lacks })) ??
      null,
  });
}

function jsonCase({ result, ruleSet, target }: CaseReport, documents: Documents) {
  const { testCase, outcome, events, failures, problems } = result;
  return {
    name: testCase.name,
    ruleSet,
    target,
    outcome,
    place: jsonPlace(testCase.place, documents),
    events,
    fired: firedIn(result),
    failures: failures.map((failure) => jsonFailure(failure, documents)),
    problems: problems.map((each) => jsonProblem(each, documents)),
  };
}

const firedIn = ({ fired }: CaseReport['result']): readonly string[] => [...fired].sort();

function jsonFailure({ kind, message, place, rule, happening, explained }: Failure, documents: Documents) {
  return {
    kind,
    message,
    place: jsonPlace(place, documents),
    rule: rule ?? null,
    event: happening === undefined ? null : jsonEvent(happening),
    trace: (explained && conditionReport(explained)) ?? null,
    element: explained?.element ?? null,
  };
}

function jsonEvent({ number, record, source }: Happening) {
  return { number, type: record.Type, file: source.document, line: source.line };
}
