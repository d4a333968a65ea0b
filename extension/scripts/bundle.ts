/**
 * The extension as VS Code runs it, in dist/: once for Node (`desktop/`, with its server in `server/`) and once for
 * browsers (`web/`, with its two workers). One code base; what differs is in the entry points.
 */
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';

export const folder = join(import.meta.dirname, '..');

/** What the parser of HCL is made of: it looks for these beside the chunk that starts it. */
const fromText = createRequire(import.meta.resolve('@secl/text'));
const wasm = {
  'chunks/web-tree-sitter': fromText.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  'chunks/tree-sitter-hcl': fromText.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm'),
};

/** Libraries of the old module system ask for modules of Node by `require`, which an ES module has to make itself. */
const requireOfNode = `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);`;

const common: BuildOptions = {
  absWorkingDir: folder,
  bundle: true,
  minify: true,
  keepNames: false,
  conditions: ['source'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

const node: BuildOptions = { ...common, platform: 'node', target: 'node22', mainFields: ['module', 'main'] };
/** The library that runs WebAssembly names two modules of Node, which it asks for nowhere else. */
const browser: BuildOptions = {
  ...common,
  platform: 'browser',
  target: 'es2023',
  external: ['module', 'fs/promises'],
};

const bundles: readonly BuildOptions[] = [
  {
    ...node,
    entryPoints: { 'desktop/extension': 'src/desktop.ts' },
    format: 'cjs',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
  },
  {
    ...node,
    entryPoints: { server: 'src/server/desktop.ts', 'replay-thread': 'src/server/replay-thread.ts', ...wasm },
    outdir: 'dist/server',
    loader: { '.wasm': 'copy' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: requireOfNode },
    outExtension: { '.js': '.mjs' },
  },
  {
    ...browser,
    entryPoints: { 'web/extension': 'src/web.ts' },
    format: 'cjs',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
  },
  {
    ...browser,
    entryPoints: { 'web/server': 'src/server/web.ts', 'web/replays': 'src/server/web-replays.ts' },
    format: 'iife',
  },
];

/** Writes dist/; gives what went into it. */
export async function bundle(): Promise<readonly Metafile[]> {
  for (const part of ['desktop', 'server', 'web'])
    await rm(join(folder, 'dist', part), { recursive: true, force: true });
  const built = await Promise.all(
    bundles.map((options) => build({ outdir: 'dist', ...options, metafile: true })),
  );
  return built.map(({ metafile }) => metafile);
}

if (import.meta.main) await bundle();
