import { numbersOf, type TokenBlock } from '@secl/language-service';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokensOf } from './tokens.ts';

const block = (down: number, ...words: readonly number[]): TokenBlock => ({ down, right: 4, words });

describe('semantic tokens after an edit', () => {
  const before = [block(1, 3, 0, 0), block(2, 5, 1, 0), block(3, 7, 2, 0)];
  const [first, , last] = before as [TokenBlock, TokenBlock, TokenBlock];

  it('are the edits that make the new ones of the old', () => {
    const tokens = new TokensOf();
    const { resultId = '' } = tokens.whole('a', before);
    expect(tokens.since('a', resultId, [first, block(2, 6, 1, 0), last])).toMatchObject({
      edits: [{ start: 7, deleteCount: 1, data: [6] }],
    });
  });

  it('are one number where a block moves down with all that follow', () => {
    const tokens = new TokensOf();
    const { resultId = '' } = tokens.whole('a', before);
    expect(
      tokens.since('a', resultId, [first, { ...block(2), words: before[1]?.words ?? [], down: 9 }, last]),
    ).toMatchObject({
      edits: [{ start: 5, deleteCount: 1, data: [9] }],
    });
  });

  it('are all where the client knows others than were sent last', () => {
    const tokens = new TokensOf();
    tokens.whole('a', [first]);
    expect(tokens.since('a', 'other', [last])).toMatchObject({ data: numbersOf([last]) });
  });

  it('are no edits where nothing changed', () => {
    const tokens = new TokensOf();
    const { resultId = '' } = tokens.whole('a', before);
    expect(tokens.since('a', resultId, [...before])).toMatchObject({ edits: [] });
  });

  it('always come to what they are now', () => {
    const some = fc.array(
      fc.record({
        down: fc.nat(2),
        right: fc.nat(1),
        words: fc.constantFrom(first.words, last.words, [3, 0, 0], [9, 9, 9]),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(some, some, (old, now) => {
        const tokens = new TokensOf();
        const { resultId = '', data } = tokens.whole('a', old);
        const answer = tokens.since('a', resultId, now);
        const result = [...data];
        for (const { start, deleteCount, data: added = [] } of 'edits' in answer ? answer.edits : [])
          result.splice(start, deleteCount, ...added);
        expect(result).toEqual(numbersOf(now));
      }),
    );
  });
});
