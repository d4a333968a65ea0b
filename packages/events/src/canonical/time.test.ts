import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime, parseTime, timeReader } from './time.ts';

describe('a time', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0n],
    ['1970-01-01T00:00:00.000000001Z', 1n],
    ['1970-01-01T01:00:00.5+01:00', 500_000_000n],
    ['1969-12-31T23:59:59.999999999Z', -1n],
    ['2024-02-29t12:30:00.123456789987z', 1709209800123456789n],
    ['2026-03-01T10:00:00-0230', 1772368200000000000n],
  ])('%s is %s nanoseconds since 1970', (text, nanoseconds) => {
    expect(parseTime(text)).toBe(nanoseconds);
  });

  it.each(['', 'now', '2026-03-01', '2026-02-29T00:00:00Z', '2026-03-01T24:00:00Z', '2026-03-01T10:00:00'])(
    '"%s" is not one',
    (text) => {
      expect(parseTime(text)).toBeUndefined();
    },
  );

  it('reads the same in a stream as alone', () => {
    const inSecond = fc.bigInt({ min: -3_000_000_000n, max: 3_000_000_000n });
    const text = fc.oneof(
      inSecond.map(formatTime),
      inSecond.map((each) => formatTime(each).replace('Z', '+00:30')),
      inSecond.map((each) => formatTime(each).replace('.', ':')),
      fc.constantFrom('2026-03-01T10:00:00Z', '2026-03-01T10:00:00.12345678xZ'),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 2 }), (texts) => {
        const read = timeReader();
        expect(texts.map(read)).toEqual(texts.map(parseTime));
      }),
    );
  });

  it('comes back from its text', () => {
    const years = fc.bigInt({ min: -30_000_000_000_000_000_000n, max: 200_000_000_000_000_000_000n });
    fc.assert(
      fc.property(years, (time) => {
        expect(parseTime(formatTime(time))).toBe(time);
      }),
    );
  });
});
