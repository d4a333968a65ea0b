const units = [
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
] as const;

/** Nanoseconds in the two largest units that fit: `2h 5m`, `1s 250ms`, `0ms`. */
export function nameOfDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  let rest = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = rest / size;
    if (count === 0n && parts.length === 0) continue;
    if (count > 0n) parts.push(`${count}${unit}`);
    rest %= size;
    if (parts.length === 2) break;
  }
  return sign + (parts.length === 0 ? '0ms' : parts.join(' '));
}
