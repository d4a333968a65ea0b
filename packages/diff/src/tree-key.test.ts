import { formatExpression, parseRule } from '@secl/language';
import { describe, expect, it } from 'vitest';
import { treeKey } from './tree-key.ts';

const keyOf = (text: string): string => treeKey(parseRule(text).tree.root);

describe('two expressions are the same tree', () => {
  it.each([
    ['blanks and line breaks', 'a.b == 1 && c.d == 2', 'a.b  ==  1\n  && c.d == 2'],
    ['comments', 'a.b == 1', 'a.b == 1 # why'],
    ['words for operators', 'a.b == 1 && !(c.d == 2)', 'a.b == 1 and not (c.d == 2)'],
    [
      'parentheses that agents read anyway',
      'a.b == 1 && c.d == 2 || e.f == 3',
      'a.b == 1 && (c.d == 2 || e.f == 3)',
    ],
    ['numbers in another base', 'a.b == 16', 'a.b == 0x10'],
    ['the same length of time', 'a.b < 60s', 'a.b < 1m'],
  ])('whatever they differ in: %s', (_, before, after) => {
    expect(keyOf(before)).toBe(keyOf(after));
  });

  it.each([
    ['grouping', 'a.b == 1 && c.d == 2 || e.f == 3', '(a.b == 1 && c.d == 2) || e.f == 3'],
    ['order', 'a.b == 1 && c.d == 2', 'c.d == 2 && a.b == 1'],
    ['how a text matches', 'a.b == "x*"', 'a.b == ~"x*"'],
    ['how sums group', 'a.b - c.d - 1 == 0', 'a.b - (c.d - 1) == 0'],
    ['a text in a list', 'a.b in ["x", "y"]', 'a.b in ["x, y"]'],
    ['a name for a text', 'a.b == c', 'a.b == "c"'],
  ])('but not where %s differs', (_, before, after) => {
    expect(keyOf(before)).not.toBe(keyOf(after));
  });

  it('also after formatting', () => {
    const text = 'a.b in ["x","y"] and (c.d == 1 or not(e.f=~"z*")) && g.h & 3 > 0';
    expect(keyOf(formatExpression(text).text)).toBe(keyOf(text));
  });

  it('of any length', () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `a.b == ${index}`).join(' || ');
    expect(keyOf(long)).toBe(keyOf(long.replaceAll(' || ', ' or ')));
  });
});
