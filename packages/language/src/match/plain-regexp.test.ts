import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { isPlainRegexp } from './plain-regexp.ts';

describe('isPlainRegexp', () => {
  it.each([
    '',
    'libpam\\.so',
    '^\\[.*\\]$',
    '(TCP4-LISTEN:|SOCKS)',
    '(127\\.)|(172\\.1[6-9]\\.)|(^172\\.3[0-1]\\.)',
    '(?i)(restore|how\\ to).*(your_|files)',
    '((25[0-5]|(2[0-4]|1\\d|[1-9])\\d)\\.?\\b){4}',
    '((a|b)+c)*?',
  ])('knows %j', (source) => expect(isPlainRegexp(source)).toBe(true));

  it.each([
    '(',
    ')',
    'a**',
    '*',
    '[z-a]',
    '[9-0]',
    '[',
    'a{2}{3}',
    'a{1001}',
    '(?P<n>a)',
    '\\1',
    'a|*',
    '(?<=a)',
  ])('leaves %j to RE2', (source) => expect(isPlainRegexp(source)).toBe(false));

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
    let plain = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        if (!isPlainRegexp(source)) return;
        plain++;
        expect(() => RE2JS.compile(source)).not.toThrow();
      }),
      { numRuns: 4000 },
    );
    expect(plain).toBeGreaterThan(300);
  });
});
