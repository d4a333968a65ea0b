import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { shortRegexp } from './short-regexp.ts';

describe('shortRegexp', () => {
  it.each(['', '^-h?p.', '(^|/)nc(at|\\.traditional)?$', '[a-z0-9_]', '^(?:a|[^b].)\\[c'])(
    'decides %j',
    (source) => expect(shortRegexp(source)).toBeInstanceOf(RegExp),
  );

  it.each([
    'a*',
    'a+',
    '(a?)*',
    'a{3}',
    '\\d',
    '\\ba',
    '(?i)a',
    '(?P<n>a)',
    '(',
    'a?b?c?d?e?f?g?h?i?',
    '\\ ',
    'é',
  ])('leaves %j to RE2', (source) => expect(shortRegexp(source)).toBeUndefined());

  it('reads a dot as RE2 does', () => {
    const dot = shortRegexp('^.$');
    const passing = ['a', '\n', '\r', '\u2028', '😀', '\ud83d'].filter((text) => dot?.test(text));
    expect(passing).toEqual(['a', '\r', '\u2028', '😀', '\ud83d']);
  });

  it('decides every text as RE2 does', () => {
    const piece = fc.constantFrom(
      ...Array.from('ab1 .?()[]|^$-:/_'),
      '(?:',
      '[^',
      'a-z',
      '\\.',
      '\\|',
      '\\]',
      '\\\\',
      '??',
    );
    const character = fc.constantFrom(...Array.from('ab1 .?()[]|^$-:/_\\\n\r\u2028é'), '😀', '\ud83d');
    let decided = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.array(fc.array(character, { maxLength: 6 }), { minLength: 5, maxLength: 5 }),
        (pieces, texts) => {
          const source = pieces.join('');
          const short = shortRegexp(source);
          if (short === undefined) return;
          decided++;
          const judge = RE2JS.compile(source);
          for (const text of texts.map((each) => each.join(''))) {
            expect({ source, text, passes: short.test(text) }).toEqual({
              source,
              text,
              passes: judge.test(text),
            });
          }
        },
      ),
      { numRuns: 6000 },
    );
    expect(decided).toBeGreaterThan(500);
  });
});
