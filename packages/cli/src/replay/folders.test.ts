import type { RecordingSummary } from '@secl/simulator';
import { expect, it } from 'vitest';
import { byFolder } from './folders.ts';

const recording = (name: string, second: string, format = 'tetragon'): RecordingSummary => ({
  name,
  format,
  unit: 'line',
  lines: 3,
  events: 2,
  processes: 1,
  irrelevant: 0,
  skipped: 0,
  first: `2026-03-01T10:00:${second}Z`,
  last: `2026-03-01T10:00:${second}Z`,
});

it('tells few recordings one by one', () => {
  const few = [recording('a/1', '01'), recording('a/2', '02'), recording('b', '03')];
  expect(byFolder(few)).toEqual(few);
});

it('adds no lines to objects', () => {
  const files = ['1', '2', '3', '4', '5'].map((second) => recording(`a/${second}`, `0${second}`));
  const array = { ...recording('a/6', '06'), unit: 'object' as const };
  expect(byFolder([...files, array]).map(({ name, lines }) => [name, lines])).toEqual([
    ['a/ (5 files)', 15],
    ['a/6', 3],
  ]);
});

it('tells many files of one directory as one, and what was not read by itself', () => {
  const files = ['05', '01', '03', '04', '02'].map((second) => recording(`a/${second}`, second));
  const other = [recording('b/1', '09'), recording('a/notes', '07', '')];
  const [all, ...rest] = byFolder([...files, ...other]);
  expect(all).toMatchObject({ name: 'a/ (5 files)', lines: 15, events: 10 });
  expect([all?.first, all?.last]).toEqual(['2026-03-01T10:00:01Z', '2026-03-01T10:00:05Z']);
  expect(rest).toEqual(other);
});
