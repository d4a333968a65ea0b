import type { TestFailure, TestResult } from '@secl/language-server';

/** One failure, and where: of targets none where the test ran on one only. */
export interface Failure extends TestFailure {
  readonly targets: readonly string[];
}

/** What failed, each once: most of what fails on one target fails on all, and nobody wants to read it three times. */
export function sameFailures(results: readonly TestResult[]): readonly Failure[] {
  const found = new Map<string, Failure>();
  for (const { target, failures } of results) {
    for (const failure of failures) {
      const key = JSON.stringify([failure.message, failure.range]);
      const before = found.get(key);
      found.set(key, { ...(before ?? failure), targets: [...(before?.targets ?? []), target] });
    }
  }
  return [...found.values()].map((failure) => (results.length > 1 ? failure : { ...failure, targets: [] }));
}

/** The message with the targets it is about, where these are not all. */
export function failureWords({ message, targets }: Failure, ofAll: number): string {
  return targets.length === 0 || targets.length === ofAll ? message : `${message} (on ${targets.join(', ')})`;
}

const signs: Readonly<Record<TestResult['outcome'], string>> = {
  passed: '✓',
  failed: '✗',
  undecided: '?',
  broken: '!',
};

/** What the run tells of a test, as lines: its result on each target, and below it what failed. */
export function reportLines(name: string, results: readonly TestResult[]): readonly string[] {
  return results.flatMap(({ target, outcome, failures }) => [
    `${signs[outcome]} ${name} (${target})`,
    ...failures.flatMap(({ message, range, explained }) => [
      `    line ${range.start.line + 1}: ${message.replaceAll('`', '')}`,
      ...explained.map((line) => `      ${line}`),
    ]),
  ]);
}
