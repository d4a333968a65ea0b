import { parseJson } from '@secl/text';
import type { Inputs } from './inputs.ts';
import { numberAt, textAt, valueAt } from './json-at.ts';
import { type Outcome, outcome, targets } from './lint.ts';
import { type Place, pathFromRoot } from './lint-report.ts';
import type { World } from './world.ts';

/*
 * What `secl test --format json` prints, as far as it is used here: packages/cli/schema/test.schema.json.
 */

export interface TestsReport {
  readonly passed: number;
  /** Cases that failed, are undecided or could not be run. */
  readonly failed: number;
  readonly failures: readonly TestFailure[];
}

/** One thing that came otherwise than a test expects, or a mistake in a test file. */
export interface TestFailure {
  /** The name of the case; empty where the file is meant. */
  readonly test: string;
  readonly outcome: string;
  readonly message: string;
  readonly place: Place;
  /** The rule condition by condition, as text; empty where there is none. */
  readonly trace: readonly string[];
}

/** Runs the tests of rules that there are; nothing where they are not wanted. */
export async function tests(
  world: World,
  inputs: Inputs,
  cwd: string,
): Promise<Outcome<TestsReport> | undefined> {
  if (!inputs.test) return undefined;
  const args = ['test', '--no-cache', '--format=json', '--pass-without-tests', ...targets(inputs)];
  return outcome(world, args, cwd, (stdout) => readReport(stdout, inputs.workingDirectory));
}

function readReport(stdout: string, directory: string): TestsReport | undefined {
  const parsed = parseJson(stdout);
  if (!parsed.ok || numberAt(parsed.value, 'schemaVersion') !== 1) return undefined;
  const files = listAt(parsed.value, 'files');
  const count = (name: string): number => numberAt(parsed.value, 'counts', name) ?? 0;
  return {
    passed: count('passed'),
    failed: count('failed') + count('undecided') + count('broken'),
    failures: files.flatMap((file) => [
      ...listAt(file, 'problems').flatMap((problem) => failureOf(problem, '', 'mistake', directory)),
      ...listAt(file, 'cases').flatMap((each) => {
        const name = textAt(each, 'name') ?? '';
        const how = textAt(each, 'outcome') ?? '';
        // What is wrong with a recording that could be used all the same is no failure.
        const problems = how === 'broken' ? listAt(each, 'problems') : [];
        return [...problems, ...listAt(each, 'failures')].flatMap((failure) =>
          failureOf(failure, name, how, directory),
        );
      }),
    ]),
  };
}

function failureOf(value: unknown, test: string, how: string, directory: string): readonly TestFailure[] {
  const message = textAt(value, 'message');
  const file = textAt(value, 'place', 'file');
  if (message === undefined || file === undefined) return [];
  // The command is part of the same bundle, and tests hold what it prints to the schema.
  const place = valueAt(value, 'place') as Place;
  const trace = valueAt(value, 'trace') ?? undefined;
  return [
    {
      test,
      outcome: how,
      message,
      place: { ...place, file: pathFromRoot(file, directory) },
      trace: trace === undefined ? [] : traceLines(trace, 0),
    },
  ];
}

const marks: Readonly<Record<string, string>> = { true: '✓', false: '✗', unknown: '?' };
const groups: Readonly<Record<string, string>> = { all: 'all of', any: 'any of', not: 'not' };

/** A condition in a line with what it has read, its parts below it. */
function traceLines(condition: unknown, depth: number): readonly string[] {
  const kind = textAt(condition, 'kind') ?? '';
  const mark = marks[textAt(condition, 'verdict') ?? ''] ?? '?';
  const read = listAt(condition, 'read').map((each) => {
    const values = listAt(each, 'values').map((value) => JSON.stringify(value));
    return `${textAt(each, 'name')}: ${valueAt(each, 'unknown') === true ? 'unknown' : values.join(', ') || 'empty'}`;
  });
  const said = groups[kind] ?? textAt(condition, 'text') ?? '';
  const line = `${'  '.repeat(depth)}${mark} ${said}${read.length === 0 ? '' : `    ${read.join('; ')}`}`;
  return [line, ...listAt(condition, 'parts').flatMap((part) => traceLines(part, depth + 1))];
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const found = valueAt(value, key);
  return Array.isArray(found) ? found : [];
}
