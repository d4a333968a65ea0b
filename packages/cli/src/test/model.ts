import type { CaseResult, TestFile, UntestedRule } from '@secl/testing';
import type { Location, Problem } from '@secl/text';
import type { Documents } from '../report/documents.ts';

/** What a run of tests has found; all formats print nothing else. */
export interface TestReport {
  /** In the order of their names. */
  readonly files: readonly FileReport[];
  /** Test files and the policies that they are about. */
  readonly documents: Documents;
  /** Asked for with `--require-tests`. */
  readonly untested: readonly UntestedRule[] | undefined;
  /** Rules of which it is not known whether they load on a target: exact sets do not speak of them. */
  readonly openRules: readonly OpenRules[];
  /** Rules that load on no target and of which no case speaks: none of them was tested. */
  readonly rejectedRules: readonly RejectedRule[];
  /** Cases that `--run` left out, and those that are for other targets than the flags ask for. */
  readonly leftOut: number;
}

export interface OpenRules {
  readonly ruleSet: string;
  readonly target: string;
  readonly rules: readonly string[];
  /** What would have to be known. */
  readonly needs: readonly string[];
}

export interface RejectedRule {
  readonly id: string;
  /** Of what is wrong. */
  readonly place: Location;
  readonly message: string;
}

export interface FileReport {
  readonly file: TestFile;
  /** What is wrong with the file, or with the rules and targets that it names. */
  readonly problems: readonly Problem[];
  readonly cases: readonly CaseReport[];
}

/** Which rules stayed silent is only worked out for `untested`. */
export type ReportedResult = Omit<CaseResult, 'silent'>;

export interface CaseReport {
  readonly result: ReportedResult;
  readonly ruleSet: string;
  readonly target: string;
  /** Whether the rule set, and the target, tell it from another run of the case. */
  readonly manySets: boolean;
  readonly manyTargets: boolean;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly undecided: number;
  readonly broken: number;
}

export function countCases({ files }: Pick<TestReport, 'files'>): TestCounts {
  const counts = { passed: 0, failed: 0, undecided: 0, broken: 0 };
  for (const { cases } of files) for (const { result } of cases) counts[result.outcome]++;
  return counts;
}

/** `a shell  [linux 7.68]`: the name of a case, with what tells its runs apart. */
export function titleOf({ result, ruleSet, target, manySets, manyTargets }: CaseReport): string {
  const marks = [...(manySets ? [ruleSet] : []), ...(manyTargets ? [target] : [])];
  return marks.length === 0 ? result.testCase.name : `${result.testCase.name} [${marks.join(', ')}]`;
}

/** Errors of a file; mistakes of a case are told with it. */
export function errorsOf({ problems }: FileReport): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}
