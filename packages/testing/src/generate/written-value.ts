import type { RecordElement, RecordValue } from '@secl/events';
import { type Catalogue, int64, type Scalar } from '@secl/model';
import { draftTime } from './draft.ts';
import { map, plain, text, type Yaml } from './yaml-lines.ts';

/** A field's value as people write it: constants by their names, times by how long ago they are. */
export function writtenValue(name: string, value: RecordValue, catalogue: Catalogue): Yaml {
  if (isList(value)) {
    return value.map((each) =>
      typeof each === 'object' ? writtenElement(name, each, catalogue) : writtenScalar(name, each, catalogue),
    );
  }
  return writtenScalar(name, value, catalogue);
}

const isList = (value: RecordValue): value is readonly Scalar[] | readonly RecordElement[] =>
  Array.isArray(value);

export function writtenElement(iterator: string, element: RecordElement, catalogue: Catalogue): Yaml {
  return map(
    ...Object.entries(element).map(
      ([key, value]) => [key, writtenValue(`${iterator}.${key}`, value, catalogue)] as const,
    ),
  );
}

function writtenScalar(name: string, value: Scalar, catalogue: Catalogue): Yaml {
  switch (typeof value) {
    case 'boolean':
      return plain(value);
    case 'string':
      return text(value);
    case 'number':
    case 'bigint':
      return plain(constantsFor(name, value, catalogue) ?? ago(value) ?? value);
  }
}

/** `O_WRONLY | O_CREAT`; undefined where the value is not made of the field's constants, or is none of them. */
function constantsFor(name: string, value: int64.Int, catalogue: Catalogue): string | undefined {
  const group = catalogue.field(name)?.constants;
  if (group === undefined || group === null || value === 0) return undefined;
  const known: { readonly name: string; readonly value: int64.Int }[] = [];
  for (const { name: constant, value: bits, groups } of catalogue.constants) {
    if (groups.includes(group) && (typeof bits === 'number' || typeof bits === 'bigint') && bits !== 0)
      known.push({ name: constant, value: bits });
  }
  const whole = known.find((each) => each.value === value);
  if (whole !== undefined) return whole.name;
  const names: string[] = [];
  let left = value;
  for (const { name: constant, value: bits } of known) {
    if (int64.and(left, bits) !== bits) continue;
    names.push(constant);
    left = int64.and(left, int64.not(bits));
  }
  return left === 0 && names.length <= mostNames ? names.join(' | ') : undefined;
}

const mostNames = 6;

const second = 1_000_000_000n;
const longest = 366n * 86_400n * second;

/** `5s ago`, where it is a time of about now. */
function ago(value: int64.Int): string | undefined {
  const age = draftTime - BigInt(value);
  if (age < 0n || age > longest) return undefined;
  if (age % second === 0n) return `${age / second}s ago`;
  return age % 1_000_000n === 0n ? `${age / 1_000_000n}ms ago` : `${age}ns ago`;
}
