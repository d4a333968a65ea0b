import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, readYaml } from '@secl/text';
import { root } from '../house/rooms.ts';

export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

/** A YAML file of this repository, with scalars as texts. */
export function yamlFile(path: string): Plain {
  const { root: top, problems } = readYaml(path, readFileSync(join(root, path), 'utf8'));
  if (top === undefined || problems.length > 0)
    throw new Error(`${path}: ${problems[0]?.message ?? 'empty'}`);
  return plain(top);
}

/** What stands below these keys, or at these places of lists. */
export function below(value: Plain, ...keys: readonly (string | number)[]): Plain {
  return keys.reduce<Plain>((at, key) => {
    const found: unknown = typeof at === 'string' ? undefined : Reflect.get(at, key);
    if (found === undefined) throw new Error(`there is no ${keys.join('.')}`);
    return found as Plain;
  }, value);
}

export function textBelow(value: Plain, ...keys: readonly (string | number)[]): string {
  const found = below(value, ...keys);
  if (typeof found !== 'string') throw new Error(`${keys.join('.')} is no text`);
  return found;
}

function plain(node: Node): Plain {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plain);
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, plain(value)]));
    case 'missing':
      return '';
  }
}
