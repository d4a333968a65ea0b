import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowHalf, nanoseconds } from './nanoseconds.ts';

it('seconds and what is within them make nanoseconds, whatever was asked before', () => {
  const seconds = fc.oneof(
    fc.nat(99_999_999_999),
    fc.constantFrom(0, 1_772_359_200, 9_999_999_999, 10_000_000_000),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(seconds, fc.nat(999_999_999)), { minLength: 1 }), (times) => {
      for (const [second, fraction] of times) {
        const whole = BigInt(second) * 1_000_000_000n + BigInt(fraction);
        expect(nanoseconds(second, fraction)).toBe(whole);
        expect(lowHalf(whole)).toBe(Number(BigInt.asUintN(32, whole)));
      }
    }),
  );
});
