import { describe, expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

describe('a duration as Go writes it', () => {
  it.each([
    ['0', 0n],
    ['10s', 10_000_000_000n],
    ['5m', 300_000_000_000n],
    ['1h30m', 5_400_000_000_000n],
    ['300ms', 300_000_000n],
    ['1us', 1_000n],
    ['1µs', 1_000n],
    ['1μs', 1_000n],
    ['1ns', 1n],
    ['1.5s', 1_500_000_000n],
    ['.5s', 500_000_000n],
    ['1.s', 1_000_000_000n],
    ['-1m', -60_000_000_000n],
    ['+1m', 60_000_000_000n],
    ['0.000000001s', 1n],
    ['2562047h47m16.854775807s', 2n ** 63n - 1n],
  ])('%s is %d nanoseconds', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  it.each([
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['P1D', 'time: invalid duration "P1D"'],
    ['10', 'time: missing unit in duration "10"'],
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.s', 'time: invalid duration ".s"'],
    ['1h 30m', 'time: unknown unit "h " in duration "1h 30m"'],
    ['2562048h', 'time: invalid duration "2562048h"'],
  ])('%s is none: %s', (text, error) => {
    expect(parseDuration(text)).toEqual({ error });
  });
});
