import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const find = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

/** The pages that people write, relative to the root of the repository; those on problems and lint rules are generated. */
export const writtenPages: readonly string[] = ['README.md', ...find('docs/**/*.md')].filter(
  (path) => !/^docs\/(problems|lint)\//.test(path),
);

/** Guides to a command that the tests of that command run, in memory and heading by heading. */
const runWithCommand: ReadonlySet<string> = new Set(
  find('packages/cli/src/**/*.test.ts').flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/['/]([\w-]+\.md)'/g)].map(
      ([, name]) => `docs/guides/${name}`,
    ),
  ),
);

/** The pages whose commands are run here. */
export const runPages: readonly string[] = writtenPages.filter((path) => !runWithCommand.has(path));
