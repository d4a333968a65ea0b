import type { Catalogue, Field } from './facts.ts';
import * as int64 from './int64.ts';
import type { Scalar } from './value.ts';

interface Named {
  readonly name: string;
  readonly value: int64.Int;
}

/** Groups that everyone writes in octal. */
const octalGroup = /\bmode constants$/i;
/** Type and permissions of an inode have so many bits; what has more is no mode. */
const largestMode = 0o177777;
/** Values below are the same in octal, and one bit of few says nothing. */
const firstMode = 0o10;
/** A careful program opens its temporary file with six flags; a longer list says less than the number. */
const mostNames = 6;

/**
 * The names that people know numbers by: `577` of `open.flags` is `O_WRONLY|O_CREAT|O_TRUNC`, `493` of a mode `0755`, `-13`
 * of a result `EACCES`. Undefined where the number is all there is to say. Tests of rules read what this writes.
 */
export function nameOfNumber(
  { constants: group }: Pick<Field, 'constants'>,
  value: Scalar,
  catalogue: Catalogue,
): string | undefined {
  if (group === null || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  if (octalGroup.test(group))
    return value < firstMode || value > largestMode ? undefined : `0${value.toString(8)}`;
  const constants = constantsOf(group, catalogue);
  const exact = constants.find((each) => each.value === value);
  if (exact !== undefined) return exact.name;
  return isBitMask(group, catalogue) ? joined(constants, value) : undefined;
}

/** Groups whose constants are bits to be put together, so that fields are asked with `&`. */
export function isBitMask(group: string, catalogue: Catalogue): boolean {
  return /\bbits\b/i.test(catalogue.describeConstantGroup(group));
}

/** The flags by name, the lowest first; undefined where a bit has no name. */
function joined(constants: readonly Named[], value: int64.Int): string | undefined {
  const found: Named[] = [];
  let rest = value;
  for (const constant of constants) {
    if (constant.value === 0 || int64.and(rest, constant.value) !== constant.value) continue;
    found.push(constant);
    rest = int64.and(rest, int64.not(constant.value));
  }
  if (rest !== 0 || found.length === 0 || found.length > mostNames) return undefined;
  return found
    .sort((a, b) => (a.value < b.value ? -1 : 1))
    .map(({ name }) => name)
    .join('|');
}

const known = new WeakMap<Catalogue, Map<string, readonly Named[]>>();

/** Those of most bits first: `O_SYNC` is made of two, and who sets it does not mean `O_DSYNC`. */
function constantsOf(group: string, catalogue: Catalogue): readonly Named[] {
  const groups = known.get(catalogue) ?? new Map<string, readonly Named[]>();
  known.set(catalogue, groups);
  const made = groups.get(group) ?? readGroup(group, catalogue);
  groups.set(group, made);
  return made;
}

function readGroup(group: string, { constants }: Catalogue): readonly Named[] {
  return constants
    .flatMap(({ name, value, groups }) =>
      groups.includes(group) && (typeof value === 'number' || typeof value === 'bigint')
        ? [{ name, value }]
        : [],
    )
    .sort((a, b) => bitsIn(b.value) - bitsIn(a.value));
}

/** Of a negative number, which is no flag, none. */
function bitsIn(value: int64.Int): number {
  return value < 0 ? 0 : value.toString(2).replaceAll('0', '').length;
}
