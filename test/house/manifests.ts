import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders, root } from './rooms.ts';

export interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): Manifest {
  const {
    name,
    dependencies = {},
    devDependencies = {},
  }: Partial<Manifest> = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  if (name === undefined) throw new Error(`${folder}/package.json has no name`);
  return { name, dependencies, devDependencies };
}

/** Of the whole workspace. */
export const manifests: readonly Manifest[] = [
  '.',
  'test',
  'grammar',
  'extension',
  ...folders.map((name) => `packages/${name}`),
].map(readManifest);

export const isOurs = (name: string): boolean => name === 'secl' || name.startsWith('@secl/');
