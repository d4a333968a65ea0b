import { type Catalogue, int64, type Scalar } from '@secl/model';
import { isBitMask } from './fields-constants.ts';

/** More names than this say less than the number. */
const mostNames = 4;

/**
 * What a number stands for among the constants of its field: `EACCES`, `O_WRONLY|O_CREAT`, modes in octal; null where that
 * says nothing.
 */
export function nameOfValue(value: Scalar, group: string | null, catalogue: Catalogue): string | null {
  if (group === null || (typeof value !== 'number' && typeof value !== 'bigint')) return null;
  if (/\bmode\b/i.test(group)) return value > 7 ? `0${value.toString(8)}` : null;
  const members = catalogue.constants.flatMap(({ name, groups, value: own }) =>
    groups.includes(group) && (typeof own === 'number' || typeof own === 'bigint') ? [{ name, own }] : [],
  );
  const exact = members.find(({ own }) => own === value);
  if (exact !== undefined) return exact.name;
  if (!isBitMask(group, catalogue) || value < 0) return null;
  const bits = [...new Map([...members].reverse().map(({ name, own }) => [own, name]))]
    .filter(
      ([own]) => own > 0 && int64.and(own, int64.subtract(own, 1)) === 0 && int64.and(own, value) === own,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const covered = bits.reduce<int64.Int>((sum, [own]) => int64.or(sum, own), 0);
  return covered === value && bits.length <= mostNames ? bits.map(([, name]) => name).join('|') : null;
}

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
