import { expect, it } from 'vitest';
import { progressOn } from './progress.ts';

/** What a terminal is written while `counts` come, with the share of the way and the seconds at each. */
function shown(
  counts: readonly (readonly [count: number, seconds: number, share?: number])[],
  terminal = true,
): readonly string[] {
  const lines: string[] = [];
  const stderr = { write: (text: string) => lines.push(text), terminal };
  let [seconds, share]: [number, number | undefined] = [0, undefined];
  const progress = progressOn(stderr, { share: () => share, clock: () => seconds * 1000 });
  for (const [count, at, of] of counts) {
    [seconds, share] = [at, of];
    progress.events(count);
  }
  progress.done();
  return lines;
}

it('tells how far it is, how much that is, and how fast it goes', () => {
  expect(
    shown([
      [40_000, 0.5, 0.126],
      [80_000, 1, 0.253],
    ]),
  ).toEqual([
    '\r\u001B[K12 %  40,000 events, 80,000 a second',
    '\r\u001B[K25 %  80,000 events, 80,000 a second',
    '\r\u001B[K',
  ]);
});

it('leaves out what nobody knows: how much there is, and how fast the first of it went', () => {
  expect(
    shown([
      [20_000, 0.01],
      [2_000_000, 4],
    ]),
  ).toEqual(['\r\u001B[K20,000 events', '\r\u001B[K2,000,000 events, 500,000 a second', '\r\u001B[K']);
});

it('is never done before the end', () => {
  expect(shown([[20_000, 0, 1]])[0]).toBe('\r\u001B[K99 %  20,000 events');
});

it('is silent for what is short, and where nobody looks on', () => {
  expect(shown([[19_999, 1, 0.9]])).toEqual([]);
  expect(shown([[40_000, 1, 0.9]], false)).toEqual([]);
});
