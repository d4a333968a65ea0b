import { expect, test } from 'vitest';
import { filterField, filterFields } from './rule-filters.ts';

test('a filter field has the type of its platform, since its minor', () => {
  expect(filterField('kernel.version.major', 'linux', 68)).toMatchObject({ type: 'int', array: false });
  expect(filterField('kernel.version.flavor', 'linux', 68)?.type).toBe('string');
  expect(filterField('kernel.version.flavor', 'windows', 68)?.type).toBe('int');
  expect(filterField('envs', 'linux', 51)?.array).toBe(true);
  expect(filterField('hostname', 'linux', 55)).toBeUndefined();
  expect(filterField('hostname', 'linux', 56)?.type).toBe('string');
});

test('agents before 7.41 know none', () => {
  expect(
    [...filterFields('linux').keys()].filter((name) => filterField(name, 'linux', 40) !== undefined),
  ).toEqual([]);
});
