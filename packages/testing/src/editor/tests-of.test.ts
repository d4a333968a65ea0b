import { expect, it } from 'vitest';
import { rulesOf } from '../test-case.ts';
import { runTest } from './run-test.ts';
import { testsOf } from './tests-of.ts';

const text = `cases:
  - name: a shell
    events: [{ exec: sh }]
    expect: { fires: shell, silent: [other] }
  - name: <who>
    variants: [{ who: ls }, { who: sh, expect: shell }]
    events: [{ exec: <who>, expect: { counts: { third: 0 } } }]
    expect: none
`;

const shown = (range: { readonly start: number; readonly end: number }): string =>
  text.slice(range.start, range.end);

it('finds the tests of a document, each variant by itself, with the rules that it speaks of', () => {
  const found = testsOf('a_test.yaml', text).map(({ name, range, rules }) => [name, shown(range), rules]);
  expect(found).toEqual([
    ['a shell', 'a shell', ['shell', 'other']],
    ['ls', '{ who: ls }', ['third']],
    ['sh', '{ who: sh, expect: shell }', ['shell', 'third']],
  ]);
});

it('finds none in other documents', () => {
  expect(testsOf('values.yaml', text)).toEqual([]);
  expect(testsOf('r.yaml', 'name: r\nexpression: exec.file.name == "sh"\ntests: []\n')).toEqual([]);
});

it('runs one of them', async () => {
  const ruleSet = rulesOf('rules:\n  - id: shell\n    expression: exec.file.name == "sh"\n');
  const readRecording = async () => ({ ok: false as const, message: 'there are none' });
  const run = (name: string) =>
    runTest({ document: 'a_test.yaml', text, name, ruleSet, target: 'hosts', readRecording });
  expect((await run('sh'))?.fired).toEqual(new Set(['shell']));
  expect((await run('a shell'))?.failures.map(({ message }) => message)).toEqual([
    '`other` is expected to stay silent, and could not match: no rule has this id',
  ]);
  expect(await run('another')).toBeUndefined();
});
