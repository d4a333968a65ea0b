import { int64 } from '@secl/model';

/** The value of an int token as agents read it: a leading 0 makes it octal. undefined where they refuse it. */
export function readInt(text: string): int64.Int | undefined {
  return int64.toInt(text, /^[-+]?0[0-9]/.test(text) ? 8 : 10);
}

const nanoseconds: Readonly<Record<string, bigint>> = {
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Nanoseconds of a duration token such as `10m`; undefined beyond 64 bits. */
export function readDuration(text: string): int64.Int | undefined {
  const [, digits = '0', unit = 's'] = /^([0-9]+)(ms|s|m|h)$/.exec(text) ?? [];
  const count = int64.toInt(digits);
  if (count === undefined) return undefined;
  const value = BigInt(count) * (nanoseconds[unit] ?? 1n);
  return value >= 2n ** 63n ? undefined : int64.canonical(value);
}
