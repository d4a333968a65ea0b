import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, parseDocument } from 'yaml';
import { scalarSource } from '../test-kit/scalars.ts';
import { decodeScalar, type ScalarStyle, scalarText } from './style.ts';

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** The scalar behind `key`, as the library reads it; nothing where it finds the text wrong. */
function byLibrary(text: string): { style: ScalarStyle; source: string; value: string } | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const value = document.contents.get('key', true);
  if (!isScalar(value) || typeof value.value !== 'string' || !value.range) return undefined;
  const style = styles[value.type ?? ''];
  return style && { style, source: text.slice(value.range[0], value.range[1]), value: value.value };
}

describe('decoding a scalar gives what the YAML library gives', () => {
  test.each([
    ['plain over lines', 'key: a b\n  c\n\n\n  d\nnext: 1\n'],
    ['single with quotes and lines', "key: 'it''s \n  here\n\n  now '\n"],
    ['double with escapes', 'key: "\\x41\\u00e9\\U0001F600\\t\\"\\\\\\/\\0\\e\\N\\_\\L\\P"\n'],
    ['double with a continued line', 'key: "a \\\n   \\  b\\\n   c"\n'],
    ['double with CRLF', 'key: "a\r\n  b\r\n\r\n  c"\r\n'],
    ['literal, clipped', 'key: |\n    a\n      b\n\n    c\n\n'],
    ['literal, stripped, CRLF', 'key: |-\r\n  a\r\n  b\r\n'],
    ['literal, kept', 'key: |+\n  a\n\n\nnext: 1\n'],
    ['literal with an indicator', 'key: |2-\n    a\n  b\n'],
    ['literal with a comment behind its mark', 'key: | # why\n  a # no comment\n'],
    ['literal with empty lines of blanks', 'key: |\n  a\n     \n  \n  b\n   \n'],
    ['folded with deeper lines', 'key: >\n  a\n  b\n\n    c\n    d\n\n  e\n\n\n  f\n'],
    ['folded, kept, without text', 'key: >+\n\n\nnext: 1\n'],
    ['folded with a tab', 'key: >-\n  a\n  \tb\n  c\n'],
  ])('%s', (_, text) => {
    const library = byLibrary(text);
    expect(library).toBeDefined();
    if (library === undefined) return;
    const decoded = decodeScalar(library.style, library.source, 0);
    expect(decoded).toMatchObject({ text: library.value, valid: true });
  });

  test('of whatever source, where the library has no complaint', () => {
    let judged = 0;
    fc.assert(
      fc.property(scalarSource, fc.constantFrom('', '\n', '\nnext: 1\n', '\n\n  \n# c\n'), (source, tail) => {
        const library = byLibrary(`key: ${source}${tail}`);
        // The library takes an escaped quote at the very end of a text for the closing one.
        if (library === undefined || /^"(?:[^"\\]|\\.)*$|^'(?:[^']|'')*$/s.test(library.source)) return;
        judged++;
        const decoded = decodeScalar(library.style, library.source, 0);
        expect(decoded.text).toBe(library.value);
        expect(decoded.valid).toBe(true);
        expect(scalarText(library.style, library.source, 0)).toBe(library.value);
      }),
      { numRuns: 4000 },
    );
    expect(judged).toBeGreaterThan(1000);
  });
});

describe('a scalar that is not what its style allows', () => {
  test.each<[ScalarStyle, string, string]>([
    ['double', '"a\\qb"', 'a\\qb'],
    ['double', '"\\x4"', '\\x4'],
    ['double', '"\\UFFFFFFFF"', '\\UFFFFFFFF'],
    ['double', '"open', 'open'],
    ['single', "'open", 'open'],
    ['json', '"\\x41"', '\\x41'],
  ])('%s %s still has a text', (style, source, text) => {
    expect(decodeScalar(style, source, 0)).toMatchObject({ text, valid: false });
  });
});
