import { type Catalogue, int64 } from '@secl/model';

interface Constant {
  readonly name: string;
  readonly value: int64.Int;
}

const known = new WeakMap<Catalogue, Map<string, readonly Constant[]>>();

/** `O_WRONLY | O_CREAT`; undefined where the value is not made of the field's constants, or is none of them. */
export function constantsOf(field: string, value: int64.Int, catalogue: Catalogue): string | undefined {
  const constants = constantsFor(field, catalogue);
  const whole = constants.find((each) => each.value === value);
  if (whole !== undefined || value === 0) return whole?.name;
  const names: string[] = [];
  let left = value;
  for (const { name, value: bits } of constants) {
    if (bits === 0 || int64.and(left, bits) !== bits) continue;
    names.push(name);
    left = int64.and(left, int64.not(bits));
  }
  return left === 0 && names.length <= mostNames ? names.join(' | ') : undefined;
}

const mostNames = 6;

/** That have a meaning for the field. */
export function constantsFor(field: string, catalogue: Catalogue): readonly Constant[] {
  const group = catalogue.field(field)?.constants ?? '';
  if (group === '') return [];
  const groups = known.get(catalogue) ?? new Map<string, readonly Constant[]>();
  known.set(catalogue, groups);
  const found = groups.get(group) ?? constantsIn(group, catalogue);
  groups.set(group, found);
  return found;
}

function constantsIn(group: string, { constants }: Catalogue): readonly Constant[] {
  return constants.flatMap(({ name, value, groups }) =>
    groups.includes(group) && (typeof value === 'number' || typeof value === 'bigint')
      ? [{ name, value }]
      : [],
  );
}
