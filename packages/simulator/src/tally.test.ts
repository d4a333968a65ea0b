import { describe, expect, it } from 'vitest';
import { Tally } from './tally.ts';

describe('a tally', () => {
  it('counts texts, most frequent first, then in the order they came', () => {
    const tally = new Tally<string>(10);
    for (const text of ['b', 'a', 'c', 'a', 'c']) tally.add(text, () => text.toUpperCase());
    expect(tally.entries()).toEqual([
      { text: 'a', count: 2, detail: 'A' },
      { text: 'c', count: 2, detail: 'C' },
      { text: 'b', count: 1, detail: 'B' },
    ]);
  });

  it('keeps only so many, and counts what comes beyond', () => {
    const tally = new Tally<undefined>(2);
    for (const text of ['a', 'b', 'c', 'd', 'a']) tally.add(text, () => undefined);
    expect(tally.entries().map(({ text, count }) => `${text} ${count}`)).toEqual(['a 2', 'b 1']);
    expect(tally.others).toBe(2);
  });

  it('makes a detail once and gives it back', () => {
    const tally = new Tally<{ last: number }>(1);
    const first = tally.add('a', () => ({ last: 1 }));
    expect(tally.add('a', () => ({ last: 2 }))).toBe(first);
    expect(tally.add('b', () => ({ last: 3 }))).toBeUndefined();
  });
});
