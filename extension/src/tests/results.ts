import type { CoveredCondition, TestResult, TestRun } from '@secl/language-server';
import {
  BranchCoverage,
  FileCoverage,
  Location,
  MarkdownString,
  type TestRun as Run,
  StatementCoverage,
  TestCoverageCount,
  type TestItem,
  TestMessage,
  Uri,
} from 'vscode';
import { rangeOf } from '../replay/go-to.ts';
import { visible } from '../replay/value-words.ts';
import { failureWords, reportLines, sameFailures } from './same-failures.ts';

/** Puts what the server found into VS Code's run. */
export function tellResults(
  run: Run,
  file: TestItem,
  tests: readonly TestItem[],
  { results, trouble, coverage }: TestRun,
): void {
  if (trouble.length > 0)
    run.errored(
      file,
      trouble.map((message) => new TestMessage(message)),
    );
  for (const test of tests) {
    const own = results.filter(({ name }) => name === test.label);
    if (own.length === 0) run.skipped(test);
    else tellResult(run, test, own);
  }
  for (const covered of byFile(coverage)) run.addCoverage(covered);
}

/** A test has a result on each target; it passes where it does on all. */
function tellResult(run: Run, test: TestItem, results: readonly TestResult[]): void {
  const messages = sameFailures(results).map((failure) => {
    const words = withCode(failureWords(failure, results.length));
    if (failure.explained.length > 0)
      words.appendCodeblock(failure.explained.map(visible).join('\n'), 'text');
    const told = new TestMessage(words);
    if (test.uri !== undefined) told.location = new Location(test.uri, rangeOf(failure));
    return told;
  });
  for (const line of reportLines(test.label, results))
    run.appendOutput(`${visible(line)}\r\n`, undefined, test);
  if (results.every(({ outcome }) => outcome === 'passed')) run.passed(test);
  else if (results.some(({ outcome }) => outcome === 'broken')) run.errored(test, messages);
  else run.failed(test, messages);
}

/** Names stand between backticks; all else is text, whatever it looks like. */
function withCode(message: string): MarkdownString {
  const told = new MarkdownString();
  for (const [index, part] of message.split('`').entries()) {
    if (index % 2 === 0) told.appendText(part);
    else told.appendMarkdown(`\`${part.replaceAll('\n', ' ')}\``);
  }
  return told;
}

function byFile(conditions: readonly CoveredCondition[]): readonly FileOfRules[] {
  const files = new Map<string, CoveredCondition[]>();
  for (const condition of conditions) {
    const { uri } = condition.place;
    files.set(uri, [...(files.get(uri) ?? []), condition]);
  }
  return [...files].map(([uri, own]) => new FileOfRules(Uri.parse(uri), own));
}

/** Each condition is a statement: met by some event or not. What it decided as true and as false are its branches. */
export class FileOfRules extends FileCoverage {
  readonly #conditions: readonly CoveredCondition[];

  constructor(uri: Uri, conditions: readonly CoveredCondition[]) {
    const sides = conditions.flatMap((condition) => condition.sides);
    super(
      uri,
      new TestCoverageCount(conditions.filter(({ events }) => events > 0).length, conditions.length),
      new TestCoverageCount(sides.filter(({ decided }) => decided > 0).length, sides.length),
    );
    this.#conditions = conditions;
  }

  details(): StatementCoverage[] {
    return this.#conditions.map(({ place, events, sides }) => {
      const range = rangeOf(place);
      const branches = sides.map(
        ({ name, decided }) => new BranchCoverage(decided, range, `decides as ${name}`),
      );
      return new StatementCoverage(events, range, branches);
    });
  }
}
