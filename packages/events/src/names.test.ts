import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddress } from './canonical/address.ts';
import { fitsGlob } from './glob.ts';
import { cleanPath, resolvePath } from './paths.ts';

describe('fitsGlob', () => {
  it.each([
    ['process.*', 'process.file.path', true],
    ['process.*', 'processes', false],
    ['*.path', 'open.file.path', true],
    ['*.file.*', 'open.file.path', true],
    ['*', '', true],
    ['', 'a', false],
    ['a*b*c', 'aXbXbc', true],
    ['a*b', 'abX', false],
  ])('%s and %s: %s', (pattern, name, fits) => {
    expect(fitsGlob(pattern, name)).toBe(fits);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 }),
        (pattern, name) => {
          const source = pattern.replaceAll('.', '\\.').replace(/\*+/g, '.*');
          expect(fitsGlob(pattern, name)).toBe(new RegExp(`^${source}$`).test(name));
        },
      ),
    );
  });

  it('is not slow for patterns made to be', () => {
    expect(fitsGlob('*a'.repeat(5000), 'b'.repeat(5000))).toBe(false);
  });
});

describe('isAddress', () => {
  it.each([
    '',
    '0.0.0.0',
    '255.255.255.255',
    '10.0.0.0/8',
    '::',
    '::1',
    '1::',
    'fe80::1/64',
    '::ffff:1.2.3.4',
    '1:2:3:4:5:6:7:8',
  ])('takes "%s"', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1..2.3',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    'x',
    '::g',
    '1.2.3.4.',
    ' 1.2.3.4',
  ])('leaves "%s"', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});

describe('paths', () => {
  it('are made absolute and clean', () => {
    expect(cleanPath('/a//b/./c/../d/')).toBe('/a/b/d');
    expect(cleanPath('/../..')).toBe('/');
    expect(resolvePath('/w', '../x')).toBe('/x');
    expect(resolvePath(undefined, '/x/')).toBe('/x');
    expect(resolvePath(undefined, 'x')).toBeUndefined();
  });
});
