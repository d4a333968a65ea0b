import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The Node that the workspace pins, and the oldest one that the command promises to run on. */
export const nodes = [
  { name: 'Node 24', path: binary(join(root, 'node_modules/node')) },
  { name: 'Node 22', path: binary(join(root, 'test/node_modules/node22')) },
] as const;

/** The command as users call it: the committed file that loads the bundle. */
export const command = join(root, 'packages/cli/bin/secl.mjs');
export const commandFolder = join(root, 'packages/cli');

function binary(folder: string): string {
  const windows = join(folder, 'bin/node.exe');
  return existsSync(windows) ? windows : join(folder, 'bin/node');
}
