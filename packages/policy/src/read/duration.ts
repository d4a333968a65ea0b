const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Nanoseconds of a duration as Go writes them (`1h30m`, `1.5s`, `0`); otherwise Go's complaint. */
export function parseDuration(text: string): bigint | { readonly error: string } {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  if (rest === '') return { error: `time: invalid duration "${text}"` };
  let total = 0n;
  let at = 0;
  const part = /([0-9]*)(?:\.([0-9]*))?([^0-9.]*)/y;
  while (at < rest.length) {
    part.lastIndex = at;
    const match = part.exec(rest);
    const [whole = '', digits = '', fraction = '', unit = ''] = match ?? [];
    if (whole === '' || (digits === '' && fraction === ''))
      return { error: `time: invalid duration "${text}"` };
    if (unit === '') return { error: `time: missing unit in duration "${text}"` };
    const factor = units[unit];
    if (factor === undefined) return { error: `time: unknown unit "${unit}" in duration "${text}"` };
    total += BigInt(digits === '' ? '0' : digits) * factor;
    if (fraction !== '') total += (BigInt(fraction) * factor) / 10n ** BigInt(fraction.length);
    at += whole.length;
  }
  if (total >= 2n ** 63n) return { error: `time: invalid duration "${text}"` };
  return sign === '-' ? -total : total;
}
