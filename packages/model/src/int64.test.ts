import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as int64 from './int64.ts';

const edges = [0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n - 1n].flatMap((n) => [
  n - 1n,
  n,
  n + 1n,
  -n - 1n,
  -n,
  1n - n,
]);
const anyInt64 = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.constantFrom(...edges),
    fc.maxSafeInteger().map(BigInt),
  )
  .map((n) => BigInt.asIntN(64, n));

/** What the result must be: the reference on BigInt, in its canonical form. */
function reference(value: bigint): number | bigint {
  const wrapped = BigInt.asIntN(64, value);
  const safe = wrapped >= BigInt(Number.MIN_SAFE_INTEGER) && wrapped <= BigInt(Number.MAX_SAFE_INTEGER);
  return safe ? Number(wrapped) : wrapped;
}

const binary = [
  { name: 'add', ours: int64.add, exact: (a: bigint, b: bigint) => a + b },
  { name: 'subtract', ours: int64.subtract, exact: (a: bigint, b: bigint) => a - b },
  { name: 'and', ours: int64.and, exact: (a: bigint, b: bigint) => a & b },
  { name: 'or', ours: int64.or, exact: (a: bigint, b: bigint) => a | b },
  { name: 'xor', ours: int64.xor, exact: (a: bigint, b: bigint) => a ^ b },
];

for (const { name, ours, exact } of binary) {
  test(`${name} gives what BigInt gives in 64 bits, in canonical form`, () => {
    fc.assert(
      fc.property(anyInt64, anyInt64, (a, b) => {
        expect(Object.is(ours(reference(a), reference(b)), reference(exact(a, b)))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
}

test('negate and not give what BigInt gives in 64 bits, never -0', () => {
  fc.assert(
    fc.property(anyInt64, (a) => {
      expect(Object.is(int64.negate(reference(a)), reference(-a))).toBe(true);
      expect(Object.is(int64.not(reference(a)), reference(~a))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('compare orders numbers and bigints together, without rounding', () => {
  fc.assert(
    fc.property(anyInt64, anyInt64, (a, b) => {
      expect(int64.compare(reference(a), reference(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
  expect(int64.compare(2 ** 53 - 1, 2n ** 53n)).toBe(-1);
});

test('toInt reads back what is printed, in decimal and octal', () => {
  fc.assert(
    fc.property(anyInt64, (a) => {
      expect(int64.toInt(`${a}`)).toBe(reference(a));
      const octal = a < 0n ? `-${(-a).toString(8)}` : a.toString(8);
      expect(int64.toInt(octal, 8)).toBe(reference(a));
    }),
  );
});

test.each([
  ['9223372036854775807', 9223372036854775807n],
  ['-9223372036854775808', -9223372036854775808n],
  ['9223372036854775808', undefined],
  ['-9223372036854775809', undefined],
  [`${'0'.repeat(40)}7`, 7],
  ['1'.repeat(1_000_000), undefined],
  ['-0', 0],
  ['', undefined],
  ['+', undefined],
  ['1_000', undefined],
  [' 1', undefined],
  ['0x10', undefined],
  ['1.0', undefined],
])('toInt(%j) is %s', (text, expected) => {
  expect(Object.is(int64.toInt(text), expected)).toBe(true);
});

test('octal has no digit 8', () => {
  expect(int64.toInt('0577', 8)).toBe(383);
  expect(int64.toInt('08', 8)).toBeUndefined();
});
