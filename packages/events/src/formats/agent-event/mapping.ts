import { parseTime } from '../../canonical/time.ts';
import { integerAt, isIp, type JsonObject, objectAt, textAt, textsAt, truthAt } from '../../foreign-json.ts';
import { type NamesAsNumbers, partsOf } from '../../names-as-numbers.ts';
import type { RecordValue } from '../../record.ts';

/** How a value of the agent's JSON becomes that of a field. */
export type Kind =
  | 'text'
  | 'texts'
  | 'integer'
  | 'truth'
  | 'ip'
  /** RFC 3339 → nanoseconds. */
  | 'time'
  /** The name of a constant. */
  | 'constant'
  /** Names joined by ` | `, or a list of them; what has no name is a decimal number among them. */
  | 'mask'
  | 'capabilities';

/** Where a value stands, by keys, and the field that it is: without the prefix of the object that it is in. */
export interface Mapped {
  readonly at: readonly string[];
  readonly field: string;
  readonly kind: Kind;
  /**
   * Agents leave out what is zero. Where every version that has the object writes the key, its absence says so; where
   * only newer ones do, it says nothing.
   */
  readonly isZeroIfAbsent: boolean;
}

/** `'executable.path file.path text'`, with a `?` behind the kind where an absence says nothing. */
export function mapped(rows: readonly string[]): readonly Mapped[] {
  return rows.map((row) => {
    const [at = '', field = '', kind = ''] = row.split(' ');
    return {
      at: at.split('/'),
      field,
      kind: kind.replace('?', '') as Kind,
      isZeroIfAbsent: !kind.endsWith('?'),
    };
  });
}

export type Fields = Record<string, RecordValue>;

/** Adds the fields of one object below a prefix. */
export function addFields(
  fields: Fields,
  prefix: string,
  object: JsonObject,
  rows: readonly Mapped[],
  names: NamesAsNumbers,
): void {
  for (const { at, field, kind, isZeroIfAbsent } of rows) {
    const last = at.at(-1) ?? '';
    let owner: JsonObject | undefined = object;
    for (const key of at.slice(0, -1)) {
      owner = objectAt(owner, key);
    }
    const isAbsent = owner?.[last] === undefined || owner[last] === null;
    const value = isAbsent ? (isZeroIfAbsent ? ZEROS[kind] : undefined) : valueAt(owner, last, kind, names);
    if (value !== undefined) {
      fields[prefix + field] = value;
    }
  }
}

const ZEROS: Readonly<Record<Kind, RecordValue>> = {
  text: '',
  texts: [],
  integer: 0,
  truth: false,
  ip: '',
  time: 0,
  constant: 0,
  mask: 0,
  capabilities: 0,
};

function valueAt(
  object: JsonObject | undefined,
  key: string,
  kind: Kind,
  names: NamesAsNumbers,
): RecordValue | undefined {
  switch (kind) {
    case 'text':
      return textAt(object, key);
    case 'texts':
      return textsAt(object, key);
    case 'integer':
      return integerAt(object, key);
    case 'truth':
      return truthAt(object, key);
    case 'ip': {
      const ip = textAt(object, key);
      return ip === '' || isIp(ip) ? ip : undefined;
    }
    case 'time':
      return parseTime(textAt(object, key) ?? '');
    case 'constant':
      return names.one(textAt(object, key) ?? '');
    case 'mask': {
      const written = textAt(object, key);
      const list = written === undefined ? textsAt(object, key) : written === '' ? [] : partsOf(written);
      return list && names.mask(list);
    }
    case 'capabilities': {
      const list = textsAt(object, key);
      return list && names.capabilities(list);
    }
  }
}
