import { expect, test } from 'vitest';
import { readTestFile } from '../read/read-test-file.ts';
import { tabled } from './tabled.ts';
import { map, plain, text, type Yaml, type YamlMap, yamlLines } from './yaml-lines.ts';

const caseOf = (name: string, ...event: readonly (readonly [string, Yaml])[]): YamlMap =>
  map(['name', text(name)], ['events', [map(...event)]], ['expect', text('one')]);

const written = (cases: readonly YamlMap[]): string => yamlLines(map(['cases', cases])).join('\n');

test('cases that differ in one value are rows of a table', () => {
  const cases = ['nc', 'ncat', 'socat'].map((name) =>
    caseOf(name, ['exec', text(`sh > ${name}`)], ['process.uid', plain(1)]),
  );
  const file = written(tabled(cases, 'fires'));
  expect(file).toBe(`\
cases:
  - name: fires with exec <exec>
    variants:
      - exec: sh > nc
      - exec: sh > ncat
      - exec: sh > socat
    events:
      - exec: <exec>
        process.uid: 1
    expect: one`);
  expect(readTestFile('', file).cases.map(({ name }) => name)).toEqual([
    'fires with exec sh > nc',
    'fires with exec sh > ncat',
    'fires with exec sh > socat',
  ]);
});

test('two are read as they are, and so is what differs in more', () => {
  const two = ['nc', 'ncat'].map((name) => caseOf(name, ['exec', text(name)]));
  const other = caseOf('other', ['exec', text('x')], ['process.uid', plain(1)]);
  expect(tabled([...two, other], 'fires')).toEqual([...two, other]);
});

test('a value that looks like a place for one stays', () => {
  const cases = ['a', 'b', '<exec>'].map((name) => caseOf(name, ['exec', text(name)]));
  expect(tabled(cases, 'fires')).toEqual(cases);
});
