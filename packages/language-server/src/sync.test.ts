import { describe, expect, it } from 'vitest';
import { changed } from './sync.ts';
import { TokensOf } from './tokens.ts';

const at = (line: number, character: number) => ({ line, character });

describe('changes of a client', () => {
  it('count in the text after the one before', () => {
    const range = { start: at(1, 1), end: at(1, 2) };
    const insert = { start: at(0, 0), end: at(0, 0) };
    expect(
      changed('ab\ncde', [
        { range, text: 'X\nY' },
        { range: insert, text: '> ' },
      ]),
    ).toBe('> ab\ncX\nYe');
  });

  it('replace all where no range is given', () => {
    expect(changed('a', [{ text: 'b' }])).toBe('b');
  });

  it('behind the end count as the end', () => {
    expect(changed('a\r\nb', [{ range: { start: at(0, 9), end: at(9, 9) }, text: '!' }])).toBe('a!');
  });
});

describe('semantic tokens after an edit', () => {
  it('are the edits that make the new ones of the old', () => {
    const tokens = new TokensOf();
    const { resultId = '' } = tokens.whole('a', [1, 2, 3, 4, 5]);
    expect(tokens.since('a', resultId, [1, 2, 9, 9, 4, 5])).toMatchObject({
      edits: [{ start: 2, deleteCount: 1, data: [9, 9] }],
    });
  });

  it('are all where the client knows others than were sent last', () => {
    const tokens = new TokensOf();
    tokens.whole('a', [1]);
    expect(tokens.since('a', 'other', [2])).toMatchObject({ data: [2] });
  });

  it('are no edits where nothing changed', () => {
    const tokens = new TokensOf();
    const { resultId = '' } = tokens.whole('a', [1, 1]);
    expect(tokens.since('a', resultId, [1, 1])).toMatchObject({ edits: [] });
  });
});
