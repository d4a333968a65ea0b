import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scalarSource, spansOf } from '../test-kit/scalars.ts';
import { createSourceMap } from './source-map.ts';
import { decodeScalar, type ScalarStyle } from './style.ts';

/** The source that gave `wanted`, in guillemets. */
function marked(style: ScalarStyle, source: string, wanted: string, parentIndent = 0): string {
  const decoded = decodeScalar(style, source, parentIndent);
  const start = decoded.text.indexOf(wanted);
  expect(start).toBeGreaterThanOrEqual(0);
  const range = createSourceMap(decoded, 0).toSource({ start, end: start + wanted.length });
  return `${source.slice(0, range.start)}«${source.slice(range.start, range.end)}»${source.slice(range.end)}`;
}

describe('a span of decoded text is found in the source', () => {
  test.each<[ScalarStyle, string, string, string]>([
    ['plain', 'a == b', '==', 'a «==» b'],
    ['plain', 'a\n   == b', 'a == b', '«a\n   == b»'],
    ['plain', 'a\n\n\n   b', '\nb', 'a\n\n«\n   b»'],
    ['single', "'it''s'", "'", "'it«''»s'"],
    ['single', "'it''s'", 's', "'it''«s»'"],
    ['double', '"a == \\"b\\""', '"b"', '"a == «\\"b\\"»"'],
    ['double', '"\\U0001F600 x"', ' x', '"\\U0001F600« x»"'],
    ['double', '"a \\\n    && b"', '&& b', '"a \\\n    «&& b»"'],
    ['literal', '|-\n    a &&\n    b == 1\n', 'b', '|-\n    a &&\n    «b» == 1\n'],
    ['literal', '|\r\n  a\r\n  b\r\n', 'b\n', '|\r\n  a\r\n  «b\r\n»'],
    ['folded', '>-\n  a\n  b\n', 'a b', '>-\n  «a\n  b»\n'],
    ['json', '"\\ud83d\\ude00\\u0041"', 'A', '"\\ud83d\\ude00«\\u0041»"'],
    ['hcl-quoted', '"a == $${b} && \\"c\\""', '${b}', '"a == «$${b}» && \\"c\\""'],
    ['hcl-heredoc', '<<-EOT\n    a %%{b}\n    c\n  EOT', 'c', '<<-EOT\n    a %%{b}\n    «c»\n  EOT'],
  ])('%s %j: %j', (style, source, wanted, expected) => {
    expect(marked(style, source, wanted)).toBe(expected);
  });

  test('half of an escaped character is the whole escape', () => {
    const map = createSourceMap(decodeScalar('double', '"\\U0001F600"', 0), 100);
    expect(map.toSource({ start: 1, end: 2 })).toEqual({ start: 101, end: 111 });
  });

  test('an empty span is the place where text would be written', () => {
    const map = createSourceMap(decodeScalar('literal', '|\n  a\n  b\n', 0), 0);
    expect(map.toSource({ start: 2, end: 2 })).toEqual({ start: 8, end: 8 });
    expect(createSourceMap(decodeScalar('double', '""', 0), 0).toSource({ start: 0, end: 0 })).toEqual({
      start: 1,
      end: 1,
    });
  });
});

const styleOf = (source: string): ScalarStyle => {
  const first = source[0];
  return first === '"'
    ? 'double'
    : first === "'"
      ? 'single'
      : first === '|'
        ? 'literal'
        : first === '>'
          ? 'folded'
          : 'plain';
};

/** A block scalar without a line break at its end still has one in its text, from no source at all. */
const endedSource = scalarSource.map((source) => (/^[|>]/.test(source) ? `${source}\n` : source));

test('the source of a span decodes to the text of the span', () => {
  fc.assert(
    fc.property(endedSource, fc.array(fc.nat(200), { minLength: 2, maxLength: 2 }), (source, cuts) => {
      const style = styleOf(source);
      // A folded line's source means nothing without the lines around it.
      if (style === 'folded') return;
      const decoded = decodeScalar(style, source, 0);
      if (!decoded.valid || (style === 'literal' && decoded.text.trim() === '')) return;
      const [span] = spansOf(decoded.text, cuts);
      if (span === undefined) return;
      // One of several line breaks means something else without the others.
      const splits = (at: number) => decoded.text[at - 1] === '\n' && decoded.text[at] === '\n';
      if (style !== 'literal' && (splits(span.start) || splits(span.end))) return;
      const { start, end } = createSourceMap(decoded, 0).toSource(span);
      const slice = source.slice(start, end);
      const wanted = decoded.text.slice(span.start, span.end);
      expect(decodeAlone(style, source, decoded.origin, slice)).toBe(wanted);
    }),
    { numRuns: 4000 },
  );
});

/** The slice as a scalar of its own. */
function decodeAlone(style: ScalarStyle, source: string, origin: number, slice: string): string {
  if (style === 'double') return decodeScalar('double', `"${slice}"`, 0).text;
  if (style === 'single') return decodeScalar('single', `'${slice}'`, 0).text;
  if (style === 'plain') return decodeScalar('plain', slice, 0).text;
  const indent = origin - (source.lastIndexOf('\n', origin - 1) + 1);
  return slice.replace(new RegExp(`\r?\n {0,${indent}}`, 'g'), '\n');
}

test('a place in the source and its place in the text belong together', () => {
  fc.assert(
    fc.property(endedSource, (source) => {
      const decoded = decodeScalar(styleOf(source), source, 0);
      const map = createSourceMap(decoded, 7);
      for (let offset = 0; offset < decoded.text.length; offset++) {
        const range = map.toSource({ start: offset, end: offset + 1 });
        const back = map.toDecoded(range.start);
        // An escape may give several units; all of them lead to its start.
        expect(back).toBeLessThanOrEqual(offset);
        expect(map.toSource({ start: back, end: back + 1 }).start).toBe(range.start);
        if (offset > 0)
          expect(range.start).toBeGreaterThanOrEqual(map.toSource({ start: offset - 1, end: offset }).start);
      }
      for (let at = 0; at < source.length; at++) {
        expect(map.toDecoded(7 + at + 1)).toBeGreaterThanOrEqual(map.toDecoded(7 + at));
      }
    }),
    { numRuns: 1000 },
  );
});
