import { describe, expect, it } from 'vitest';
import { TokensOf } from './tokens.ts';

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
