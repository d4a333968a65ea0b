import { checkRule, parseRule, type VariableType } from '@secl/language';
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { atStart } from './at-start.ts';

const starts = { flag: false, count: 0, mode: 'new', names: [], ports: [] } as const;
const variables = new Map<string, VariableType>([
  ['flag', { type: 'bool', array: false }],
  ['count', { type: 'int', array: false }],
  ['mode', { type: 'string', array: false }],
  ['names', { type: 'string', array: true }],
  ['ports', { type: 'int', array: true }],
  ['settled', { type: 'bool', array: false }],
]);
const linux = catalogue('linux');
const scope = { catalogue: linux, facts: linux.at(78), macros: new Map(), variables };

function judge(text: string): boolean | undefined {
  const { condition, problems } = checkRule(parseRule(text), scope);
  expect(problems).toEqual([]);
  if (condition === undefined) throw new Error(text);
  return atStart(condition, (name) => Object.entries(starts).find(([each]) => each === name)?.[1]);
}

describe('a condition at the start', () => {
  it.each([
    '${flag}',
    '${flag} == true',
    '!(${flag} != true)',
    '${count} > 0',
    '${count} in [1, 2]',
    '${mode} == "old"',
    '${mode} in [~"old*", r"^x"]',
    'exec.file.name in ${names}',
    '"x" in ${names}',
    'exec.pid in ${ports}',
    'exec.pid == ${ports}',
    'exec.file.name == "a" && ${flag}',
    '${flag} && exec.file.name == "a" || exec.file.name == "b"',
    '(${flag} || ${count} == 1) && exec.file.name == "a"',
    '(${flag} == true) == true',
  ])('is false: %s', (text) => {
    expect(judge(text)).toBe(false);
  });

  it.each([
    '!${flag}',
    '${count} == 0',
    '${mode} in [~"n*"]',
    'exec.file.name not in ${names}',
    'exec.pid != ${ports}',
    'exec.file.name == "a" || ${count} < 5',
  ])('is true: %s', (text) => {
    expect(judge(text)).toBe(true);
  });

  it.each([
    'exec.file.name == "a"',
    '${settled} == true',
    '${settled} && ${count} == 0',
    'exec.file.name == "a" && ${flag} || exec.file.name == "b"',
    '${flag} || exec.file.name == "b"',
    '${count} < exec.pid',
    'exec.file.name == "${mode}"',
  ])('depends on more: %s', (text) => {
    expect(judge(text)).toBeUndefined();
  });
});
