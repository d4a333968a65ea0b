import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { everydayRegexp } from './everyday-regexp.ts';

const isEveryday = (source: string): boolean => everydayRegexp(source) !== undefined;

describe('everydayRegexp', () => {
  it.each([
    '',
    'libpam\\.so',
    '^\\[.*\\]$',
    '(TCP4-LISTEN:|SOCKS)',
    '(127\\.)|(172\\.1[6-9]\\.)|(^172\\.3[0-1]\\.)',
    '(?i)(restore|how\\ to).*(your_|files)',
    '((25[0-5]|(2[0-4]|1\\d|[1-9])\\d)\\.?\\b){4}',
    '((a|b)+c)*?',
    '^^a',
    '[a-z0-9_-]+@',
    'a'.repeat(500),
  ])('knows %j', (source) => expect(isEveryday(source)).toBe(true));

  it.each([
    '(',
    ')',
    'a**',
    '*',
    '[z-a]',
    '[9-0]',
    '[',
    'a{2}{3}',
    '(a{9}){9}',
    '\\b*',
    '^*',
    '('.repeat(50) + ')'.repeat(50),
    'a{1001}',
    '(?P<n>a)',
    '\\1',
    'a|*',
    '(?<=a)',
  ])('leaves %j to RE2', (source) => expect(isEveryday(source)).toBe(false));

  it('knows nothing that RE2 refuses', () => {
    const marks = Array.from('ab1 .*+?()[]{}|^$\\-:,/"\'_z9');
    const piece = fc.constantFrom(
      ...marks,
      '(?i)',
      '(?:',
      '[^',
      'a-z',
      '9-0',
      '\\b',
      '\\d',
      '\\ ',
      '\\]',
      '{3}',
    );
    let known = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        if (!isEveryday(source)) return;
        known++;
        expect(() => RE2JS.compile(source)).not.toThrow();
      }),
      { numRuns: 4000 },
    );
    expect(known).toBeGreaterThan(300);
  });
});
