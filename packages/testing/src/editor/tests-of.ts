/** Where tests stand in a document, for editors: a tree of tests, and marks to run one from. */
import type { Range } from '@secl/text';
import { readTestFile, testFileName } from '../read/read-test-file.ts';
import type { Expectation, TestCase, TestFile } from '../written.ts';

export interface FoundTest {
  /** As in `secl test --run`; unique in its document. */
  readonly name: string;
  /** Its name, to put a mark beside. */
  readonly range: Range;
  /** All of it. */
  readonly whole: Range;
  /** Ids of rules that it speaks of. */
  readonly rules: readonly string[];
}

/** Whether a document may hold tests, by its name and a look at its text. */
export function mayHoldTests(name: string, text: string): boolean {
  if (testFileName.test(name)) return true;
  return /\.ya?ml$/.test(name) && /^tests[ \t]*:/m.test(text) && /^expression[ \t]*:/m.test(text);
}

/** The tests of a document with their places; none where it is no file of tests. */
export function testsOf(document: string, text: string): readonly FoundTest[] {
  return mayHoldTests(document, text) ? foundIn(readTestFile(document, text)) : [];
}

function foundIn({ cases }: TestFile): readonly FoundTest[] {
  return cases.map((testCase) => ({
    name: testCase.name,
    range: testCase.place.range,
    whole: testCase.range,
    rules: rulesNamedIn(testCase),
  }));
}

/** Ids of rules that a case speaks of, each once. */
export function rulesNamedIn({ expect, steps }: TestCase): readonly string[] {
  const all = [expect, ...steps.map((step) => step.expect)].filter((each) => each !== undefined);
  return [...new Set(all.flatMap(idsIn))];
}

function idsIn({
  exactly,
  fires,
  silent,
  undecided,
  counts,
  sent,
  actions,
  verdicts,
}: Expectation): readonly string[] {
  const named = [...silent, ...counts, ...sent, ...actions, ...verdicts].map(({ rule }) => rule);
  return [...(exactly?.ids ?? []), ...fires, ...undecided, ...named].map(({ value }) => value);
}
