/**
 * The command as plain files: one small entry and chunks that it imports when they are needed. Run as a script by
 * the build, called by `npm start` and before packing.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { dataAsText } from './data-as-text.ts';
import { directImports } from './direct-imports.ts';
import { joinChunks } from './join-chunks.ts';
import { librariesLater, libraryFiles } from './libraries-later.ts';
import { modulesOfNode } from './modules-of-node.ts';
import { buildPage } from './page.ts';

const folder = join(import.meta.dirname, '..');

/** What the parser of HCL is made of: it looks for these beside the chunk that starts it. */
const fromText = createRequire(import.meta.resolve('@secl/text'));
const wasm = {
  'chunks/web-tree-sitter': fromText.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  'chunks/tree-sitter-hcl': fromText.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm'),
};

/** The library of the language server names its parts for Node by a condition that nothing else here asks for. */
const protocolOfNode: Plugin = {
  name: 'protocol-of-node',
  setup({ onResolve }) {
    onResolve(
      { filter: /^vscode-(?:languageserver(?:-protocol)?|jsonrpc)\/node$/ },
      ({ path, resolveDir }) => ({
        path: createRequire(join(resolveDir, 'x')).resolve(path),
      }),
    );
  },
};

/** Writes into a folder: secl.mjs, the scripts of its threads, chunks/, page/, and the licences of what is inside. */
export async function bundle(outdir = join(folder, 'dist')): Promise<void> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: {
      secl: 'src/main.ts',
      'replay-thread': 'src/replay-thread.ts',
      'test-thread': 'src/test-thread.ts',
      ...wasm,
    },
    loader: { '.wasm': 'copy' },
    plugins: [dataAsText, directImports, modulesOfNode, librariesLater, protocolOfNode],
    outdir,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'node22',
    // Not `node`: the rooms run in browsers, and packages that ship both have ES modules for browsers only.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['source', 'import'],
    // The library that runs WebAssembly names two modules of Node the old way.
    external: ['node:*', 'module', 'fs/promises'],
    // Names stay readable in the traces that people report.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const chunked = { files: outputFiles, metafile, base: folder, outdir };
  const joined = await joinChunks(chunked, { start: 'src/main.ts', runs: runsIn(metafile) });
  const libraries = await libraryFiles(folder, outdir);
  const written = [...joined, ...libraries.files];
  await mkdir(join(outdir, 'chunks'), { recursive: true });
  await Promise.all(written.map(({ path, contents }) => writeFile(path, contents)));
  await removeOldChunks(written, outdir);
  await bundleThread(outdir);
  const page = await buildPage(join(outdir, 'page'));
  await writeFile(
    join(outdir, 'THIRD-PARTY-LICENSES.txt'),
    await licences([metafile, ...libraries.metafiles, page]),
  );
}

/** By itself: it needs a few files of those that the chunks have, and pays only if it starts at once. */
async function bundleThread(outdir: string): Promise<void> {
  await build({
    absWorkingDir: folder,
    entryPoints: { 'import-thread': 'src/import-thread.ts' },
    plugins: [directImports],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    target: 'node22',
    platform: 'neutral',
    conditions: ['source', 'import'],
    external: ['node:*'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** What a run of each command loads: its flags, its work, and what that may find in a cache and is then spared. */
function runsIn({ outputs }: Metafile): readonly (readonly string[])[] {
  const entries = new Set(Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []));
  const named = [...entries].flatMap((entry) => /^src\/commands\/([\w-]+)-run\.ts$/.exec(entry)?.[1] ?? []);
  return named.flatMap((name) => {
    // What editors wait for starts without the frame of the other commands.
    if (name === 'lsp') return [['src/language-server.ts', 'src/commands/lsp-run.ts']];
    const run = ['src/run-in-process.ts', `src/commands/${name}.ts`, `src/commands/${name}-run.ts`];
    const behindCache = `src/${name}/${name}-command.ts`;
    return entries.has(behindCache) ? [run, [...run, behindCache]] : [run];
  });
}

/** After the new ones are there, so that a command that runs meanwhile is not left without its files. */
async function removeOldChunks(written: readonly { readonly path: string }[], outdir: string): Promise<void> {
  const current = new Set(written.map(({ path }) => basename(path)));
  const chunks = await readdir(join(outdir, 'chunks'));
  const old = chunks.filter((name) => !current.has(name));
  await Promise.all(old.map((name) => rm(join(outdir, 'chunks', name))));
}

/** The licence texts of the packages that the bundle contains, as their licences ask for. */
async function licences(bundles: readonly Metafile[]): Promise<string> {
  const packages = new Set<string>();
  for (const input of bundles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (found !== undefined) packages.add(found);
  }
  const texts = await Promise.all([...packages].map((path) => licence(join(folder, path))));
  return `${texts.sort().join('\n\n')}\n`;
}

async function licence(path: string): Promise<string> {
  const name = relative(join(path, '..', '..'), path).replace(/^.*node_modules\//, '');
  for (const file of ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'LICENCE', 'license']) {
    const text = await readFile(join(path, file), 'utf8').catch(() => undefined);
    if (text !== undefined) return `${name}\n${'='.repeat(name.length)}\n\n${text.trim()}`;
  }
  const { license } = (await import(join(path, 'package.json'), { with: { type: 'json' } })).default;
  return `${name}\n${'='.repeat(name.length)}\n\nLicence as its package.json declares it: ${license}`;
}

if (import.meta.main) await bundle();
