import type { VariableType } from '@secl/language';
import type { External } from '@secl/policy';
import type { Node } from '@secl/text';
import type { ConfigReader } from './config-reader.ts';
import { didYouMean } from './nearest.ts';

const types: Readonly<Record<string, VariableType>> = {
  string: { type: 'string', array: false },
  int: { type: 'int', array: false },
  bool: { type: 'bool', array: false },
  ip: { type: 'ip', array: false },
  'string[]': { type: 'string', array: true },
  'int[]': { type: 'int', array: true },
  'ip[]': { type: 'ip', array: true },
};

/** Reads `external:` of a rule set. */
export function readExternal(reader: ConfigReader, node: Node | undefined): External {
  const mapping = reader.mapping(node, 'external', 'a mapping with `macros`, `variables` and `ids`');
  const keys =
    mapping === undefined
      ? new Map<string, Node>()
      : reader.entries(mapping, '`external`', ['macros', 'variables', 'ids']);
  const names = (key: string): ReadonlySet<string> =>
    new Set(reader.texts(keys.get(key), key).map(({ text }) => text));
  return {
    macros: names('macros'),
    variables: readVariables(reader, keys.get('variables')),
    ids: names('ids'),
  };
}

function readVariables(reader: ConfigReader, node: Node | undefined): ReadonlyMap<string, VariableType> {
  const variables = new Map<string, VariableType>();
  const mapping = reader.mapping(
    node,
    'variables',
    'a mapping from names to types, such as `process.seen: bool`',
  );
  if (mapping === undefined) return variables;
  for (const [name, value] of reader.entries(mapping, 'variables')) {
    const said = reader.text(value, name);
    const type = said !== undefined && Object.hasOwn(types, said.text) ? types[said.text] : undefined;
    if (type !== undefined) variables.set(name, type);
    else if (said !== undefined) {
      const names = Object.keys(types);
      const hint = didYouMean(said.text, names);
      const expected = `the type of a variable (${names.join(', ')})`;
      reader.note('workspace/wrong-type', said.range, {
        key: name,
        expected,
        found: `\`${said.text}\`${hint}`,
      });
    }
  }
  return variables;
}
