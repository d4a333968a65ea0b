import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { browserRooms, folderOf, hasDoor, type RoomName } from './rooms.ts';
import { importsOf, isTest, sourcesUnder } from './sources.ts';

/** The library that runs WebAssembly asks for these under Node only, and says so by nothing that bundlers know. */
const nodeOnly: Plugin = {
  name: 'modules that are imported under Node only',
  setup({ onResolve }) {
    onResolve({ filter: /^(module|fs\/promises)$/ }, ({ path, importer }) =>
      importer.includes('/web-tree-sitter/') ? { path, external: true } : undefined,
    );
  },
};

describe.each(browserRooms.filter(hasDoor))('%s', (room: RoomName) => {
  it('bundles for a browser from its door, with all it uses', async () => {
    // A module of Node, also deep in a dependency, does not resolve for this platform and ends the build.
    const bundled = await build({
      entryPoints: [join(folderOf(room), 'src/index.ts')],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'esm',
      conditions: ['source'],
      plugins: [nodeOnly],
      logLevel: 'silent',
    }).then(
      ({ warnings }) => warnings.map(({ text }) => text),
      (error: Error) => [error.message],
    );
    expect(bundled).toEqual([]);
  });

  it('names no module of Node outside src/node', () => {
    const found = sourcesUnder(`packages/${room}/src`)
      .filter(({ path }) => !isTest(path) && !path.startsWith(`packages/${room}/src/node/`))
      .flatMap((source) =>
        importsOf(source)
          .filter(isBuiltin)
          .map((specifier) => `${source.path}: ${specifier}`),
      );
    expect(found).toEqual([]);
  });
});
