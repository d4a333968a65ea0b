import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { nameOfDuration, nameOfValue } from './eval-values.ts';

const linux = catalogue('linux');

describe('a number of a field with constants', () => {
  it.each<[field: string, value: number | bigint, name: string | null]>([
    ['open.flags', 0, 'O_RDONLY'],
    ['open.flags', 577, 'O_WRONLY|O_CREAT|O_TRUNC'],
    ['open.flags', 2 ** 30, null],
    ['open.flags', -1, null],
    ['open.retval', -13, 'EACCES'],
    ['open.retval', 3, null],
    ['signal.type', 9, 'SIGKILL'],
    ['chmod.file.destination.mode', 0o4755, '04755'],
    ['process.cap_effective', 2n ** 40n - 1n, null],
    ['process.uid', 0, null],
  ])('%s = %s is %s', (name, value, expected) => {
    expect(nameOfValue(value, linux.field(name)?.constants ?? null, linux)).toBe(expected);
  });
});

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
