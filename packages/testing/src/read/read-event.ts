import { catalogue, type Platform } from '@secl/model';
import { isNull, type Mapping, type Node, nearestName, placeOf, type Range, type Scalar } from '@secl/text';
import type { ShortEvent, WrittenEvent, WrittenField } from '../written.ts';
import { said, type TestReader } from './reader.ts';

const platforms: readonly Platform[] = ['linux', 'windows'];

/** Keys of an event in short that are no fields and no event type. */
export const eventKeys = ['by', 'ancestors', 'variables', 'host', 'unknown'] as const;
/** Keys of a step beside its event. */
export const stepKeys = ['after', 'times', 'expect'] as const;

export function isEventType(name: string): boolean {
  return platforms.some((platform) => catalogue(platform).eventTypes.some((type) => type.name === name));
}

/** An event as one of `events` has it. Which fields there are is for the platform to say, when it is prepared. */
export function readEvent(reader: TestReader, mapping: Mapping): WrittenEvent | undefined {
  const typed = mapping.entries.filter(({ key }) => isEventType(key.value));
  const [first, second] = typed;
  if (first === undefined) return readLiteral(reader, mapping);
  if (second !== undefined)
    return reader.note('testing/no-event-type', placeOf(second.key), {
      hint: `: it is \`${first.key.value}\` already`,
    });
  const special = new Map<string, Node>();
  const fields: WrittenField[] = [];
  for (const { key, value } of mapping.entries) {
    if (key === first.key || stepKeys.some((each) => each === key.value)) continue;
    if (eventKeys.some((each) => each === key.value)) special.set(key.value, value);
    else fields.push({ name: said(key), value });
  }
  return {
    ...shortEvent(reader, special),
    ...subjectOf(reader, first.key, first.value, special.get('by')),
    fields: [...ownFields(first.value), ...fields],
  };
}

/** Fields within the type's own mapping: `open: {file.path: …}`. */
function ownFields(value: Node): readonly WrittenField[] {
  return value.kind === 'mapping'
    ? value.entries.map(({ key, value: field }) => ({ name: said(key), value: field }))
    : [];
}

/** Events that are about a process say it where others say their subject. */
const processEvents: readonly string[] = ['exec', 'exit', 'fork'];

function subjectOf(
  reader: TestReader,
  type: Scalar,
  value: Node,
  by: Node | undefined,
): Pick<ShortEvent, 'type' | 'subject' | 'chain'> {
  const said_ = said(type);
  const given =
    value.kind === 'mapping' || isNull(value)
      ? undefined
      : reader.scalar(value, type.value, 'what the event is about, or its fields');
  const isProcess = processEvents.includes(type.value);
  if (isProcess && given !== undefined && by !== undefined)
    reader.note('testing/process-chain', placeOf(by), {
      reason: `\`${type.value}\` says the whole chain already`,
    });
  const chain = isProcess && given !== undefined ? given : reader.scalar(by, 'by', 'a chain of processes');
  return { type: said_, subject: isProcess ? undefined : given, chain };
}

function shortEvent(
  reader: TestReader,
  special: ReadonlyMap<string, Node>,
): Omit<ShortEvent, 'type' | 'subject' | 'chain' | 'fields'> {
  const ancestors = reader
    .items(special.get('ancestors'), 'ancestors', 'a list of processes, from the parent outwards')
    .map((item) => fieldsOf(reader, item, 'ancestors'));
  return {
    form: 'short',
    ancestors,
    variables: fieldsOf(reader, special.get('variables'), 'variables'),
    host: reader.text(special.get('host'), 'host'),
    unknown: reader.texts(special.get('unknown'), 'unknown'),
  };
}

export function fieldsOf(reader: TestReader, node: Node | undefined, key: string): readonly WrittenField[] {
  const mapping = reader.mapping(node, key, 'a mapping from fields to values');
  return (mapping?.entries ?? []).map(({ key: name, value }) => ({ name: said(name), value }));
}

/** `{type: open, values: {open.file.path: …}}`: as agents' own `policy eval` reads it. */
function readLiteral(reader: TestReader, mapping: Mapping): WrittenEvent | undefined {
  const type = mapping.entries.find(({ key }) => key.value === 'type')?.value;
  const values = mapping.entries.find(({ key }) => key.value === 'values')?.value;
  if (type === undefined || values === undefined) {
    const [key] = mapping.entries
      .map(({ key: each }) => each)
      .filter(({ value }) => !stepKeys.some((step) => step === value));
    return reader.note('testing/no-event-type', startOf(mapping), {
      hint: key === undefined ? '' : hintFor(key.value),
    });
  }
  const known: readonly string[] = ['type', 'values', ...stepKeys];
  for (const { key } of mapping.entries)
    if (!known.includes(key.value)) reader.unknownKey(key, 'an event with `values`', known);
  const name = reader.text(type, 'type');
  return name && { form: 'literal', type: name, values: fieldsOf(reader, values, 'values') };
}

function hintFor(key: string): string {
  const types = platforms.flatMap((platform) => catalogue(platform).eventTypes.map(({ name }) => name));
  const nearest = nearestName(key, types);
  return nearest === undefined
    ? ': begin it with one, such as `open: /etc/shadow`'
    : `: did you mean \`${nearest}\`?`;
}

function startOf({ entries, range }: Mapping): Range {
  const [first] = entries;
  return first === undefined ? range : placeOf(first.key);
}
