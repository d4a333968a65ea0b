/** The names that people know numbers by: `577` of `open.flags` is `O_WRONLY|O_CREAT|O_TRUNC`, `493` of a mode `0755`. */
import { type Catalogue, catalogue, type Field, type Platform, type Scalar } from '@secl/model';

interface Named {
  readonly name: string;
  readonly value: bigint;
}

/** Groups whose constants are bits to be put together. */
const bitGroup = /flags|protection|capability/i;
/** Groups that everyone writes in octal. */
const octalGroup = /mode constants$/i;
/** A longer list says less than the number. */
const mostNames = 5;

/** What a value of the field is called; undefined where the number is all there is to say. */
export function constantName(platform: Platform, field: Field, value: Scalar): string | undefined {
  const group = field.constants;
  if (group === null || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  const number = BigInt(value);
  if (octalGroup.test(group)) return number < 0n ? undefined : `0${number.toString(8)}`;
  const constants = constantsOf(platform, group);
  const exact = constants.find((each) => each.value === number);
  if (exact !== undefined) return exact.name;
  return bitGroup.test(group) ? joined(constants, number) : undefined;
}

/** The bits by name, the lowest first; undefined where one has no name. */
function joined(constants: readonly Named[], number: bigint): string | undefined {
  const names: string[] = [];
  let rest = number;
  for (const { name, value } of constants) {
    const isOneBit = value > 0n && (value & (value - 1n)) === 0n;
    if (!isOneBit || (rest & value) === 0n) continue;
    names.push(name);
    rest &= ~value;
  }
  return rest === 0n && names.length > 0 && names.length <= mostNames ? names.join('|') : undefined;
}

const known = new WeakMap<Catalogue, Map<string, readonly Named[]>>();

/** In the order of their values. */
function constantsOf(platform: Platform, group: string): readonly Named[] {
  const whole = catalogue(platform);
  const groups = known.get(whole) ?? new Map<string, readonly Named[]>();
  known.set(whole, groups);
  const made = groups.get(group) ?? readGroup(whole, group);
  groups.set(group, made);
  return made;
}

function readGroup(whole: Catalogue, group: string): readonly Named[] {
  return whole.constants
    .filter((each) => each.groups.includes(group))
    .flatMap(({ name, value }) =>
      typeof value === 'number' || typeof value === 'bigint' ? [{ name, value: BigInt(value) }] : [],
    )
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}
