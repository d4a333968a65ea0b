import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { linearRegexp } from './linear-regexp.ts';

describe('linearRegexp', () => {
  it.each([
    '',
    'a*',
    '^-h?p.',
    '(^|/)nc(at|\\.traditional)?$',
    '(^-?[A-Za-z]*c| -[A-Za-z]*c[A-Za-z]*( |$)|--create)',
    '[a-z0-9_-]+@',
    '^(?:a|[^b].)\\[c',
    '.([dbazfi]*sh)(_history)$',
    '\\d+\\.\\D\\w*?\\s',
    '[^\\w.]+',
    'RECOVER.*\\.txt',
    '(127\\.)|(10\\.)|(172\\.1[6-9]\\.)|(172\\.2[0-9]\\.)|(^172\\.3[0-1]\\.)|(192\\.168\\.)|(169\\.254\\.)',
  ])('decides %j', (source) => expect(linearRegexp(source)).toBeDefined());

  it.each([
    'a{3}',
    'a**',
    'a???',
    '*a',
    '^*',
    '^^a',
    '$^',
    '(^)^',
    '\\ba',
    '(?i)a',
    '(?P<n>a)',
    '(',
    'a)',
    '[]a]',
    '[a',
    '[z-a]',
    '[a-\\d]',
    '[[:alpha:]]',
    'é',
    '\\pL',
    'a'.repeat(200),
    '('.repeat(50) + ')'.repeat(50),
  ])('leaves %j to RE2', (source) => expect(linearRegexp(source)).toBeUndefined());

  it('reads a dot as RE2 does', () => {
    const dot = linearRegexp('^.$');
    const passing = ['a', '\n', '\r', '\u2028', '😀', '\ud83d'].filter((text) => dot?.(text));
    expect(passing).toEqual(['a', '\r', '\u2028', '😀', '\ud83d']);
  });

  it('takes no longer for what makes others look back again and again', () => {
    const nested = linearRegexp('(a|a?b*)*(a*a*)*c$');
    expect(nested?.(`${'a'.repeat(100_000)}b`)).toBe(false);
  });

  it('decides every text as RE2 does', () => {
    const piece = fc.constantFrom(
      ...Array.from('aabb1 .?*+()()[]||^$-:/_,{}'),
      '(?:',
      '[^',
      '[ab',
      'a-z',
      '[0-9]',
      '\\.',
      '\\|',
      '\\]',
      '\\\\',
      '\\d',
      '\\W',
      '\\s',
      '*?',
      '+?',
      '??',
    );
    const character = fc.constantFrom(
      ...Array.from('aabb1 .?()[]|^$-:/_\\\n\r\t\u2028é'),
      '😀',
      '\ud83d',
      '\v',
    );
    let decided = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }),
        fc.array(fc.array(character, { maxLength: 7 }), { minLength: 6, maxLength: 6 }),
        (pieces, texts) => {
          const source = pieces.join('');
          const passes = linearRegexp(source);
          if (passes === undefined) return;
          decided++;
          const judge = RE2JS.compile(source);
          for (const text of texts.map((each) => each.join(''))) {
            expect({ source, text, passes: passes(text) }).toEqual({
              source,
              text,
              passes: judge.test(text),
            });
          }
        },
      ),
      { numRuns: 8000 },
    );
    expect(decided).toBeGreaterThan(1000);
  });
});
