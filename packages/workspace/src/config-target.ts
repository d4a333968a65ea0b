import { type FilterField, filterFields, type Platform, type Value } from '@secl/model';
import { asBoolean, asInteger, type Node, placeOf } from '@secl/text';
import type { ConfiguredTarget } from './config.ts';
import type { ConfigReader, Said } from './config-reader.ts';
import { didYouMean } from './nearest.ts';
import { describeTarget, type TargetDescription } from './target.ts';

const keys = ['os', 'agent', 'origin', 'kernel', 'distro', 'facts'];

/** Reads one of `targets:`. */
export function readTarget(reader: ConfigReader, name: string, node: Node): ConfiguredTarget | undefined {
  const mapping = reader.mapping(node, name, 'a mapping such as `{agent: 7.68}`');
  if (mapping === undefined) return undefined;
  const values = reader.entries(mapping, 'a target', keys);
  const texts = new Map<string, Said>();
  for (const key of ['os', 'agent', 'origin', 'kernel', 'distro']) {
    const said = reader.text(values.get(key), key);
    if (said !== undefined) texts.set(key, said);
  }
  const description: TargetDescription = {
    os: texts.get('os')?.text,
    agent: texts.get('agent')?.text,
    origin: texts.get('origin')?.text,
    kernel: texts.get('kernel')?.text,
    distro: texts.get('distro')?.text,
  };
  const described = describeTarget(description, name);
  if (!described.ok) {
    const range = texts.get(described.key)?.range ?? mapping.range;
    reader.note('workspace/target', range, { reason: described.message });
    return undefined;
  }
  const facts = readFacts(reader, values.get('facts'), described.value.target.platform);
  const whole = { ...description, facts };
  const target = facts.size === 0 ? described : describeTarget(whole, name);
  return target.ok ? { ...target.value, description: whole } : undefined;
}

function readFacts(
  reader: ConfigReader,
  node: Node | undefined,
  platform: Platform,
): ReadonlyMap<string, Value> {
  const facts = new Map<string, Value>();
  const mapping = reader.mapping(node, 'facts', 'a mapping from host facts to values');
  const known = filterFields(platform);
  for (const { key, value } of mapping?.entries ?? []) {
    const field = known.get(key.value);
    if (field === undefined) {
      const hint = didYouMean(key.value, known.keys());
      reader.note('workspace/unknown-fact', placeOf(key), { name: key.value, hint });
      continue;
    }
    const fact = field.array ? textsOf(reader, value, field) : scalarOf(reader, value, field);
    if (fact !== undefined) facts.set(field.name, fact);
  }
  return facts;
}

function textsOf(reader: ConfigReader, node: Node, field: FilterField): Value {
  return reader.texts(node, field.name).map(({ text }) => text);
}

function scalarOf(reader: ConfigReader, node: Node, field: FilterField): Value | undefined {
  const expected = { string: 'a text', int: 'an integer', bool: '`true` or `false`', ip: 'an address' }[
    field.type
  ];
  if (node.kind !== 'scalar') return reader.wrongType(node, field.name, expected);
  const value = field.type === 'int' ? asInteger(node) : field.type === 'bool' ? asBoolean(node) : node.value;
  return value ?? reader.wrongType(node, field.name, expected);
}
