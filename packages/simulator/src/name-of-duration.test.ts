import { expect, it } from 'vitest';
import { nameOfDuration } from './name-of-duration.ts';

it.each<[nanoseconds: bigint, text: string]>([
  [0n, '0ms'],
  [999_999n, '0ms'],
  [1_250_000_000n, '1s 250ms'],
  [7_500_000_000_000n, '2h 5m'],
  [3_600_000_000_000n, '1h'],
  [3_601_000_000_000n, '1h 1s'],
  [-5_000_000_000n, '-5s'],
])('%s ns are %s', (nanoseconds, text) => {
  expect(nameOfDuration(nanoseconds)).toBe(text);
});
