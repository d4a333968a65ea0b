/** Fields as a test writes them, by their names in rules or without the event type. */
import type { RecordElement, RecordValue } from '@secl/events';
import type { Field, Value } from '@secl/model';
import { nearestName, nodeInWords, placeOf } from '@secl/text';
import { meantOr } from '../read/reader.ts';
import type { SaidText, WrittenField } from '../written.ts';
import { fieldValue } from './field-value.ts';
import type { Preparing } from './preparing.ts';

export function writtenValues(
  preparing: Preparing,
  type: string,
  fields: readonly WrittenField[],
  now: bigint,
): Record<string, RecordValue> {
  const { catalogue } = preparing;
  const values: Record<string, RecordValue> = {};
  for (const { name, value } of fields) {
    const iterator = catalogue.iterators.find(
      (each) => each.name === name.value || each.name === `${type}.${name.value}`,
    );
    if (iterator !== undefined) {
      const items = value.kind === 'sequence' ? value.items : [value];
      values[iterator.name] = items.flatMap((item) =>
        item.kind === 'mapping'
          ? [
              elementOf(
                preparing,
                iterator.name,
                item.entries.map(({ key, value: field }) => ({
                  name: { value: key.value, range: placeOf(key) },
                  value: field,
                })),
                now,
              ),
            ]
          : (preparing.note('testing/value', placeOf(item), {
              name: iterator.name,
              expected: 'a list of mappings',
              found: nodeInWords(item),
            }) ?? []),
      );
      continue;
    }
    const field = fieldOf(preparing, type, name);
    const read = field && valueFor(preparing, field, name, { name, value }, now);
    if (field !== undefined && read !== undefined) values[asProcess(field.name, type, preparing)] = read;
  }
  return values;
}

/** Of an element the fields lack the iterator's name. */
export function elementOf(
  preparing: Preparing,
  iterator: string,
  fields: readonly WrittenField[],
  now: bigint,
): RecordElement {
  const element: Record<string, Value> = {};
  for (const written of fields) {
    const field = preparing.catalogue.field(`${iterator}.${written.name.value}`);
    if (field === undefined) {
      const known = preparing.catalogue.fieldNames.filter((each) => each.startsWith(`${iterator}.`));
      const hint = nearestHint(
        written.name.value,
        known.map((each) => each.slice(iterator.length + 1)),
      );
      preparing.note('testing/unknown-field', written.name.range, {
        name: written.name.value,
        type: iterator,
        hint,
      });
      continue;
    }
    const value = valueFor(preparing, { ...field, array: field.list }, written.name, written, now);
    if (value !== undefined) element[written.name.value] = value;
  }
  return element;
}

/** On exec and exit events the process has two names; one of them keeps what was given last. */
function asProcess(name: string, type: string, { catalogue }: Preparing): string {
  if (type !== 'exec' && type !== 'exit') return name;
  const other = name.startsWith(`${type}.`) ? `process.${name.slice(type.length + 1)}` : name;
  return catalogue.field(other)?.slot === catalogue.field(name)?.slot ? other : name;
}

function fieldOf(preparing: Preparing, type: string, name: SaidText): Field | undefined {
  const { catalogue } = preparing;
  const named = (text: string): Field | undefined =>
    catalogue.field(text) ?? catalogue.field(catalogue.legacy(text)?.to ?? '');
  const field = [named(name.value), named(`${type}.${name.value}`)].find(
    (each) => each !== undefined && (each.event === null || each.event === type),
  );
  if (field !== undefined) return field;
  const own = catalogue.fieldNames.filter(
    (each) => each.startsWith(`${type}.`) || catalogue.field(each)?.event === null,
  );
  const short = own.flatMap((each) => (each.startsWith(`${type}.`) ? [each.slice(type.length + 1)] : []));
  const hint = nearestHint(name.value, [...short, ...own]);
  return preparing.note('testing/unknown-field', name.range, { name: name.value, type, hint });
}

function nearestHint(name: string, known: readonly string[]): string {
  return nearestName(name, known) === undefined ? '' : meantOr(name, known);
}

function valueFor(
  preparing: Preparing,
  field: Field,
  name: SaidText,
  { value }: WrittenField,
  now: bigint,
): Value | undefined {
  if (field.lengthOf !== null)
    return preparing.note('testing/value', name.range, {
      name: name.value,
      expected: 'no value',
      found: `computed from \`${field.lengthOf}\``,
    });
  const shape = {
    type: field.type,
    constants: field.constants,
    array: field.array && (field.iterator === null || field.list),
  };
  const read = fieldValue(value, shape, preparing.catalogue, now);
  if (typeof read !== 'object' || !('expected' in read)) return read;
  return preparing.note('testing/value', placeOf(value), { name: name.value, ...read });
}
