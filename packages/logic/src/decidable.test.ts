import { describe, expect, test } from 'vitest';
import { missingFields } from './decidable.ts';
import { rule } from './test-rule.ts';

/** What a recording without these fields (and without times, where `hasTimes` is false) can say about a rule. */
function without(fields: readonly string[], expression: string, hasTimes = true) {
  const { condition } = rule(expression);
  return missingFields(condition, { knows: (field) => !fields.includes(field.name), hasTimes });
}

describe('a rule that lacks nothing', () => {
  test('can match', () => {
    expect(without([], 'open.file.name == "a" && process.uid == 0')).toEqual({
      best: 'can-match',
      missing: [],
      needed: [],
    });
  });
});

describe('a rule that lacks a field', () => {
  test('beside && can only be ruled out', () => {
    expect(without(['open.flags'], 'open.file.name == "a" && open.flags & O_CREAT > 0')).toEqual({
      best: 'can-be-ruled-out',
      missing: ['open.flags'],
      needed: ['open.flags'],
    });
  });

  test('beside || can match, and some events stay undecided', () => {
    expect(without(['open.flags'], 'open.file.name == "a" || open.flags & O_CREAT > 0')).toEqual({
      best: 'can-match',
      missing: ['open.flags'],
      needed: [],
    });
  });

  test('alone is never decided', () => {
    expect(without(['open.flags'], '!(open.flags & O_CREAT > 0)')).toEqual({
      best: 'never-decided',
      missing: ['open.flags'],
      needed: ['open.flags'],
    });
  });

  test('grouped to the right as agents do: a || (b && c) still matches by a', () => {
    const grouped = 'open.file.name == "a" || open.file.name == "b" && open.flags == 0';
    expect(without(['open.flags'], grouped).best).toBe('can-match');
    expect(without(['open.flags'], `(${grouped.replace(' &&', ') &&')}`).best).toBe('can-be-ruled-out');
  });

  test('under ! is ruled out by what would have made it match', () => {
    expect(without(['open.flags'], '!(open.file.name == "a" || open.flags == 0)').best).toBe(
      'can-be-ruled-out',
    );
  });

  test('in a sum, a string with fields, or a compared condition lacks it as well', () => {
    expect(without(['open.flags'], 'open.flags + 1 == 2').best).toBe('never-decided');
    expect(without(['open.flags'], '(open.flags == 2) == true').best).toBe('never-decided');
    expect(without(['open.flags'], '(open.flags == 2 && process.uid == 0) == false').best).toBe('can-match');
  });

  test('does not miss what cannot matter', () => {
    expect(without(['open.flags'], 'true || open.flags == 0')).toEqual({
      best: 'can-match',
      missing: [],
      needed: [],
    });
  });
});

test('of two alternatives that are both missing neither alone is needed', () => {
  expect(without(['open.flags', 'process.auid'], 'open.flags == 0 || process.auid == 0')).toEqual({
    best: 'never-decided',
    missing: ['open.flags', 'process.auid'],
    needed: [],
  });
});

test('ages need the time of the event', () => {
  expect(without([], 'open.file.change_time < 5s && process.uid == 0', false)).toEqual({
    best: 'can-be-ruled-out',
    missing: ['event time'],
    needed: ['event time'],
  });
  expect(without([], '(open.file.change_time < 5s) == true', false).best).toBe('never-decided');
  expect(without([], '5s > open.file.change_time', false).best).toBe('can-match');
});

test('variables are always known', () => {
  expect(without(['open.flags'], '${seen} && open.file.name == "a"').best).toBe('can-match');
});
