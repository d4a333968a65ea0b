import type { RecordElement, RecordValue } from '@secl/events';
import type { Catalogue, int64, Scalar } from '@secl/model';
import { ageOf, millisecond, second } from './draft.ts';
import { nameInField } from './name-in-field.ts';
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
      return plain(nameInField(name, value, catalogue) ?? ago(value) ?? value);
  }
}

/** `5s ago`, where it is a time of about now. */
function ago(value: int64.Int): string | undefined {
  const age = ageOf(value);
  if (age === undefined) return undefined;
  if (age % second === 0n) return `${age / second}s ago`;
  return age % millisecond === 0n ? `${age / millisecond}ms ago` : `${age}ns ago`;
}
