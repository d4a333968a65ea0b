import { join } from 'node:path';
import { root } from '../house/rooms.ts';
import { token } from './fake-github.ts';
import { below, type Plain, textBelow, yamlFile } from './yaml-file.ts';

const file = yamlFile('action.yml');

/** What the runner reads in action.yml. */
export const action: {
  readonly using: string;
  readonly main: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly defaults: Readonly<Record<string, string>>;
} = {
  using: textBelow(file, 'runs', 'using'),
  main: join(root, textBelow(file, 'runs', 'main')),
  inputs: keysOf(below(file, 'inputs')),
  outputs: keysOf(below(file, 'outputs')),
  defaults: Object.fromEntries(
    keysOf(below(file, 'inputs')).map((name) => [
      name,
      // The one expression among them.
      textBelow(file, 'inputs', name, 'default').replace('${{ github.token }}', token),
    ]),
  ),
};

function keysOf(value: Plain): readonly string[] {
  return typeof value === 'string' ? [] : Object.keys(value);
}
