import { parseRule } from '@secl/language';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groups, printGroups, withImpliedParentheses } from './groups.ts';

const print = (text: string): string => printGroups(groups(parseRule(text).tree));
const explicit = (text: string): string => withImpliedParentheses(parseRule(text).tree);

describe('groups', () => {
  test('read to the right', () => {
    expect(print('a == 1 && b == 2 || c == 3')).toBe(
      ['all of:', '  a == 1', '  any of:', '    b == 2', '    c == 3'].join('\n'),
    );
  });

  test('join what is of one kind, however it is written', () => {
    expect(print('(a == 1 and (b == 2)) && (c == 3 && d == 4)')).toBe(
      ['all of:', '  a == 1', '  b == 2', '  c == 3', '  d == 4'].join('\n'),
    );
  });

  test('show what a ! turns round', () => {
    expect(print('!(a == 1 || b == 2) && !c')).toBe(
      ['all of:', '  not:', '    any of:', '      a == 1', '      b == 2', '  !c'].join('\n'),
    );
  });

  test('show a condition in one line and without comments', () => {
    expect(print('a  ==   # why\n  "x  y" || b == 1')).toBe(
      ['any of:', '  a == "x  y"', '  b == 1'].join('\n'),
    );
  });

  test('have nothing to show for one condition', () => {
    expect(print('(a == 1)')).toBe('a == 1');
  });
});

describe('implied parentheses', () => {
  test.each([
    ['a == 1 && b == 2 || c == 3', 'a == 1 && (b == 2 || c == 3)'],
    ['a && b || c && d', 'a && (b || (c && d))'],
    ['a && b && c || d', 'a && b && (c || d)'],
    ['a || b && c # why', 'a || (b && c) # why'],
    ['f & 1 | 2 & 4 > 0', 'f & (1 | (2 & 4)) > 0'],
    ['f + 1 & 3 == 0', 'f + (1 & 3) == 0'],
    ['a == b == c', 'a == (b == c)'],
    ['a == b in [ 1 ]', 'a == (b in [ 1 ])'],
    ['!a == b', '(!a) == b'],
    ['not a in b', '(not a) in b'],
    ['(a && b || c) && d', '(a && (b || c)) && d'],
  ])('%s', (text, expected) => {
    expect(explicit(text)).toBe(expected);
  });

  test.each(['a && b && c', 'a || b', 'a && (b || c)', '!(a && b)', 'f & 1 > 0', 'a + 1 - 2 == 3'])(
    '%s needs none',
    (text) => {
      expect(explicit(text)).toBe(text);
    },
  );

  test('change neither the grouping nor, the second time, the text', () => {
    const chain = fc
      .array(
        fc.tuple(
          fc.constantFrom('a', '!b', 'c == 1', 'd in [ 1 ]', '(e && f || g)'),
          fc.constantFrom('&&', '||'),
        ),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((parts) =>
        parts.flatMap(([part, operator], index) => (index === 0 ? [part] : [operator, part])).join(' '),
      );
    fc.assert(
      fc.property(chain, (text) => {
        const once = explicit(text);
        expect(print(once)).toBe(print(text));
        expect(explicit(once)).toBe(once);
      }),
    );
  });
});
