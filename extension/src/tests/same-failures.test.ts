import type { TestResult } from '@secl/language-server';
import { expect, it } from 'vitest';
import { failureWords, reportLines, sameFailures } from './same-failures.ts';

const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 5 } };
const failed = (target: string, ...messages: readonly string[]): TestResult => ({
  name: 'a shell',
  target,
  outcome: messages.length === 0 ? 'passed' : 'failed',
  failures: messages.map((message) => ({ message, range, explained: ['shell', '  ✗ exec.pid == 1'] })),
});
const told = (...results: readonly TestResult[]): readonly string[] =>
  sameFailures(results).map((failure) => failureWords(failure, results.length));

it('what fails on every target is told once', () => {
  expect(told(failed('old', 'it is silent'), failed('new', 'it is silent'))).toEqual(['it is silent']);
});

it('what fails on some names them', () => {
  expect(told(failed('old', 'it is silent'), failed('new'), failed('cloud', 'it is silent', 'more'))).toEqual(
    ['it is silent (on old, cloud)', 'more (on cloud)'],
  );
});

it('one target needs no name', () => {
  expect(told(failed('new', 'it is silent'))).toEqual(['it is silent']);
});

it('a run tells each test with its result on each target', () => {
  expect(reportLines('a shell', [failed('old'), failed('new', '`shell` is silent')])).toEqual([
    '✓ a shell (old)',
    '✗ a shell (new)',
    '    line 4: shell is silent',
    '      shell',
    '        ✗ exec.pid == 1',
  ]);
});
