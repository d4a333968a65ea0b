import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineIndex, type LineIndex } from './line-index.ts';
import { applyEdits } from './span.ts';

/** Line, column and column in characters of the `|`. */
function at(marked: string): [number, number, number] {
  const offset = marked.indexOf('|');
  const { line, column, characterColumn } = createLineIndex(marked.replace('|', '')).positionAt(offset);
  return [line, column, characterColumn];
}

describe('a place in the text', () => {
  test.each([
    ['|', 1, 1, 1],
    ['a|', 1, 2, 2],
    ['a\n|b', 2, 1, 1],
    ['a\r\nb|', 2, 2, 2],
    ['a\rb\r\r|', 4, 1, 1],
    ['é😀|x', 1, 4, 3],
    ['a\n\n  |b\n', 3, 3, 3],
  ])('%j is line %i, column %i, character %i', (marked, line, column, characterColumn) => {
    expect(at(marked)).toEqual([line, column, characterColumn]);
  });

  test('outside the text is its nearest end', () => {
    const index = createLineIndex('ab\nc');
    expect(index.positionAt(-5)).toMatchObject({ line: 1, column: 1 });
    expect(index.positionAt(99)).toMatchObject({ line: 2, column: 2 });
    expect(index.offsetAt(1, 99)).toBe(2);
    expect(index.offsetAt(9, 1)).toBe(3);
  });

  test('lines are given without their breaks', () => {
    const text = 'a\r\nbc\rd\n';
    const index = createLineIndex(text);
    const lines = Array.from({ length: index.lineCount }, (_, i) => {
      const { start, end } = index.lineRange(i + 1);
      return text.slice(start, end);
    });
    expect(lines).toEqual(['a', 'bc', 'd', '']);
  });
});

test('places go there and back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '😀')), (parts) => {
      const text = parts.join('');
      const index = createLineIndex(text);
      for (let offset = 0; offset <= text.length; offset++) {
        // Between `\r` and `\n` there is no place.
        if (text.startsWith('\r\n', offset - 1)) continue;
        const { line, column } = index.positionAt(offset);
        expect(index.offsetAt(line, column)).toBe(offset);
      }
    }),
  );
});

test('an index after edits is that of the text after them', () => {
  const bit = fc.constantFrom('', 'a', 'bc', '\n', '\r', '\r\n', '😀');
  const text = fc.array(bit, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat(20), fc.nat(4), text), { maxLength: 4 }), (first, edits) => {
      let [now, index] = [first, createLineIndex(first)];
      for (const [at, removed, inserted] of edits) {
        const start = Math.min(at, now.length);
        const edit = { range: { start, end: Math.min(start + removed, now.length) }, text: inserted };
        now = applyEdits(now, [edit]);
        index = index.edited(edit, now);
        expect(linesOf(index)).toEqual(linesOf(createLineIndex(now)));
      }
    }),
    { numRuns: 2000 },
  );
});

function linesOf(index: LineIndex): readonly object[] {
  return Array.from({ length: index.lineCount }, (_, line) => index.lineRange(line + 1));
}
