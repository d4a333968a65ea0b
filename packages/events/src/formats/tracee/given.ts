import { isObject } from '../../canonical/fill.ts';
import { asInteger, type JsonObject } from '../../foreign-json.ts';
import { type NamesAsNumbers, partsOf } from '../../names-as-numbers.ts';

/** The arguments of an event, by their names: numbers may come as text, lists may be missing. */
export interface Given {
  text(name: string): string | undefined;
  texts(name: string): readonly string[] | undefined;
  /** A number, or names of constants joined by `|`. */
  integer(name: string): number | bigint | undefined;
  truth(name: string): boolean | undefined;
  object(name: string): JsonObject | undefined;
  objects(name: string): readonly JsonObject[];
  has(name: string): boolean;
}

export function givenBy(list: readonly unknown[], names: NamesAsNumbers): Given {
  const value = (name: string): unknown => {
    for (const each of list) {
      if (isObject(each) && each.name === name) {
        return each.value;
      }
    }
    return undefined;
  };
  return {
    text(name) {
      const text = value(name);
      return typeof text === 'string' ? text : undefined;
    },
    texts(name) {
      const texts = value(name);
      return Array.isArray(texts) && texts.every((each) => typeof each === 'string') ? texts : undefined;
    },
    integer(name) {
      const given = value(name);
      const integer = asInteger(given);
      return integer === undefined && typeof given === 'string' && given !== ''
        ? (hexadecimal(given) ?? names.mask(partsOf(given)))
        : integer;
    },
    truth(name) {
      const truth = value(name);
      return typeof truth === 'boolean' ? truth : undefined;
    },
    object(name) {
      const object = value(name);
      return isObject(object) ? object : undefined;
    },
    objects(name) {
      const objects = value(name);
      return Array.isArray(objects) ? objects.filter(isObject) : [];
    },
    has: (name) => value(name) !== undefined,
  };
}

function hexadecimal(text: string): number | bigint | undefined {
  return /^0x[0-9a-fA-F]{1,16}$/.test(text) ? asInteger(BigInt(text)) : undefined;
}
