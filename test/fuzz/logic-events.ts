import type { Context } from '@secl/evaluation';
import type { Example } from '@secl/logic';
import {
  type Catalogue,
  emptyEvent,
  type Field,
  int64,
  nothingUnknown,
  type Scalar,
  type Value,
} from '@secl/model';
import type { Dice } from './dice.ts';

const ints: readonly (number | bigint)[] = [
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  63,
  64,
  65,
  66,
  512,
  513,
  577,
  576,
  -1,
  -2,
  1023,
  9223372036854775807n,
  -9223372036854775808n,
  9223372036854775806n,
];
const texts = [
  '',
  'sh',
  'bash',
  'BASH',
  'a.sh',
  'a.sh.sh',
  'a.shx',
  'curl',
  'ba',
  'b',
  'bh',
  'bxh',
  'sha',
  'abs',
  'sh.sh',
  'bhxh',
  'bash.sh',
  '/bin/sh',
  'sh-1',
  'b\nsh',
];
const paths = [
  '',
  '/',
  '/etc',
  '/etc/',
  '/etc/passwd',
  '/etc/pass',
  '/etc/p/x',
  '/tmp',
  '/tmp/',
  '/tmp/a',
  '/tmp/a/',
  '/tmp/x',
  '/tmp/x/',
  '/tmp/x/a',
  '/tmp/x/y/a',
  '/tmp/xy',
  '/a',
  '/passwd',
  'xetc/passwd',
  '/x/a',
  'a',
  '/a.sh',
  'a.sh',
  '//a',
];
const hosts = [
  '',
  'example.com',
  'EXAMPLE.COM',
  'api.example.com',
  'API.Example.com',
  'x.example.com',
  'apx',
  'K\u212a',
  'api',
];
const windowsPaths = [
  '',
  'c:\\temp',
  'C:/TEMP',
  'c:\\Temp\\a',
  'C:/temp/A',
  'c:/temp/',
  'c:\\temp\\ab',
  'c:/temp/b/a',
  'D:\\a',
  '/a',
];
const addresses = [
  '',
  '10.0.0.1',
  '10.0.0.2',
  '10.1.2.3',
  '192.168.1.1',
  '8.8.8.8',
  '::1',
  '::2',
  '::ffff:10.0.0.1',
  '10.0.0.0/8',
  '0.0.0.0/0',
  '::/0',
];
const now = 1_800_000_000_000_000_000n;
const ages = [0n, 1n, 4_999_999_999n, 5_000_000_000n, 5_000_000_001n, 10_000_000_000n, 10_000_000_001n, -1n];

function someValue(field: Field, dice: Dice): Scalar {
  switch (field.type) {
    case 'int':
      if (field.name.endsWith('created_at')) return dice.chance(10) ? 0 : now - dice.pick(ages);
      return dice.pick(ints);
    case 'bool':
      return dice.chance(50);
    case 'ip':
      return dice.pick(addresses);
    case 'string':
      if (field.comparison === 'windowsPath') return dice.pick(windowsPaths);
      if (field.name.startsWith('dns.') || field.comparison === 'caseInsensitive')
        return dice.pick([...hosts, 'a', 'A', 'ab', 'b']);
      return dice.pick(field.name.endsWith('.path') ? paths : texts);
  }
}

/** An event in which the given fields have values near those that rules ask for, with what variables hold. */
export function contextOf(
  catalogue: Catalogue,
  eventType: string,
  fields: readonly Field[],
  dice: Dice,
): Context {
  const event = emptyEvent(catalogue, nothingUnknown(catalogue));
  event.type = eventType;
  const drawn = (field: Field): Value =>
    field.list ? dice.some([0], 0, 3).map(() => someValue(field, dice)) : someValue(field, dice);
  for (const field of fields) {
    if (field.lengthOf === null && field.iterator === null && !dice.chance(10))
      event.slots[field.slot] = drawn(field);
  }
  for (const iterator of catalogue.iterators) {
    const own = fields.filter((field) => field.iterator === iterator.name && field.lengthOf === null);
    if (own.length === 0) continue;
    event.elements[iterator.index] = Array.from({ length: dice.below(4) }, () => {
      const element = [...(event.unknown.elements[iterator.index] ?? [])];
      for (const field of own) element[field.slot] = drawn(field);
      return element;
    });
  }
  const variables: Readonly<Record<string, Value>> = {
    'process.seen': dice.chance(50),
    'process.count': dice.pick(ints),
    'process.last': dice.pick(texts),
    'process.texts': dice.some(texts, 0, 3),
  };
  return { event, now, variables: { read: (name) => variables[name] ?? '' }, register: 0 };
}

/** An event with the values of an example and nothing else. */
export function exampleContext(catalogue: Catalogue, eventType: string, example: Example): Context {
  const event = emptyEvent(catalogue, nothingUnknown(catalogue));
  event.type = eventType;
  const slotOf = (name: string): number => {
    const slot = catalogue.field(name)?.slot;
    if (slot === undefined) throw new Error(`${name} is no field`);
    return slot;
  };
  for (const [name, value] of example.fields) event.slots[slotOf(name)] = value;
  for (const [name, age] of example.ages) {
    event.slots[slotOf(name)] = int64.subtract(int64.canonical(now), age as int64.Int);
  }
  for (const iterator of catalogue.iterators) {
    event.elements[iterator.index] = (example.elements.get(iterator.name) ?? []).map((values) => {
      const element = [...(event.unknown.elements[iterator.index] ?? [])];
      for (const [name, value] of values) element[slotOf(name)] = value;
      return element;
    });
  }
  const zero = (name: string): Value =>
    ({ 'process.seen': false, 'process.count': 0, 'process.texts': [] })[name] ?? '';
  return {
    event,
    now,
    variables: { read: (name) => example.variables.get(name) ?? zero(name) },
    register: 0,
  };
}
