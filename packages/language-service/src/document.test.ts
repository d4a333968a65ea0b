import { describe, expect, it } from 'vitest';
import { changedDocument, documentOf, positionOf, type TextChange } from './document.ts';

const at = (line: number, character: number) => ({ line, character });
const after = (text: string, changes: readonly TextChange[]): string =>
  changedDocument(documentOf('file:///a', 'a', text, 1), 2, changes).text;

describe('changes of a client', () => {
  it('count in the text after the one before', () => {
    const range = { start: at(1, 1), end: at(1, 2) };
    const insert = { start: at(0, 0), end: at(0, 0) };
    expect(
      after('ab\ncde', [
        { range, text: 'X\nY' },
        { range: insert, text: '> ' },
      ]),
    ).toBe('> ab\ncX\nYe');
  });

  it('replace all where no range is given', () => {
    expect(after('a', [{ text: 'b' }])).toBe('b');
  });

  it('behind the end count as the end', () => {
    expect(after('a\r\nb', [{ range: { start: at(0, 9), end: at(9, 9) }, text: '!' }])).toBe('a!');
  });

  it('have their version, and lines where they are now', () => {
    const before = documentOf('file:///a', 'a', 'ab\ncd\nef', 1);
    const range = { start: at(0, 1), end: at(1, 1) };
    const now = changedDocument(before, 7, [{ range, text: '\n\n' }]);
    expect(now).toMatchObject({ text: 'a\n\nd\nef', version: 7 });
    expect(positionOf(now, now.text.indexOf('f'))).toEqual(at(3, 1));
  });
});
