/**
 * Joins chunks that commands load together. esbuild makes a chunk of each set of files that the same imports reach, be they
 * those of commands or of what a command loads once in a hundred runs: some seventy for one command, and to find, open and
 * link each takes Node longer than most of them take to run.
 */
import { basename, dirname, relative, resolve } from 'node:path';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { chunkUnits, type Entries } from './chunk-units.ts';

export interface Chunked {
  /** What esbuild has made, and what it says of it. */
  readonly files: readonly OutputFile[];
  readonly metafile: Metafile;
  /** The folder that the paths of the metafile count from. */
  readonly base: string;
  readonly outdir: string;
}

/** The files of the bundle with their contents: fewer, and otherwise the same. */
export async function joinChunks(chunked: Chunked, entries: Entries): Promise<readonly OutputFile[]> {
  const { files, base, outdir } = chunked;
  const { outputs } = chunked.metafile;
  const unitOf = new Map(
    [...chunkUnits(outputs, entries)].map(([chunk, unit]) => [resolve(base, chunk), resolve(base, unit)]),
  );
  const units = new Set(unitOf.values());
  const alone = files.map(({ path }) => path).filter((path) => isScript(path) && !unitOf.has(path));
  const exportsOf = new Map(
    Object.entries(outputs).map(([chunk, { exports }]) => [resolve(base, chunk), exports]),
  );
  const { outputFiles } = await build({
    absWorkingDir: base,
    entryPoints: [...units, ...alone].map((path) => ({
      in: path,
      out: relative(outdir, path).replace(/\.mjs$/, ''),
    })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    target: 'node22',
    platform: 'neutral',
    minifyWhitespace: true,
    legalComments: 'none',
    plugins: [chunksFrom(new Map(files.map((file) => [file.path, file])), unitOf, exportsOf)],
    write: false,
    // What there is to warn of was said when the chunks were made.
    logLevel: 'error',
  });
  return [...outputFiles, ...files.filter(({ path }) => !isScript(path))];
}

const isScript = (path: string): boolean => path.endsWith('.mjs');

/** In front of the path of a chunk that comes into the same file. */
const within = 'chunk:';

function chunksFrom(
  files: ReadonlyMap<string, OutputFile>,
  unitOf: ReadonlyMap<string, string>,
  exportsOf: ReadonlyMap<string, readonly string[]>,
): Plugin {
  const doorOf = (unit: string): string =>
    [...unitOf]
      .filter(([, each]) => each === unit)
      .map(([chunk]) => {
        const names = (exportsOf.get(chunk) ?? []).map((name) => `${name} as ${nameIn(chunk, name)}`);
        return `export{${names.join(',')}}from${JSON.stringify(within + chunk)};`;
      })
      .join('');
  const importFrom = (chunk: string, from: string, statement: string, names: string | undefined): string => {
    const target = resolve(dirname(chunk), from);
    const unit = unitOf.get(target);
    if (unit === undefined) return statement;
    if (unit === unitOf.get(chunk)) return statement.replace(from, () => within + target);
    const file = JSON.stringify(`${dirname(from)}/${basename(unit)}`);
    return names === undefined ? `import${file};` : `import{${renamed(names, target)}}from${file};`;
  };
  return {
    name: 'chunks',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, kind }) => {
        if (kind === 'entry-point') return { path, namespace: 'chunk' };
        if (!path.startsWith(within)) return { path, external: true };
        return { path: path.slice(within.length), namespace: 'chunk' };
      });
      onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => {
        const file = files.get(path);
        if (file === undefined) return { contents: doorOf(path) };
        const contents = file.text.replace(importsOfChunks, (statements) =>
          statements.replace(importOfChunk, (statement, names: string | undefined, from: string) =>
            importFrom(path, from, statement, names),
          ),
        );
        return { contents };
      });
    },
  };
}

/** Those of other chunks stand in front of all else. */
const importsOfChunks = /^(?:import(?:\{[^}]*\}from)?"\.[^"]*";)+/;
const importOfChunk = /import(?:\{([^}]*)\}from)?"(\.[^"]*)";/g;

/** A name of a chunk, as the file is told apart by it that several chunks have become. */
const nameIn = (chunk: string, name: string): string =>
  `${name}_${/-([A-Z0-9]+)\.mjs$/.exec(chunk)?.[1] ?? ''}`;

/** `a as b`, out of such a file. */
function renamed(names: string, chunk: string): string {
  return names
    .split(',')
    .map((each) => {
      const [name = '', as = name] = each.split(' as ');
      return `${nameIn(chunk, name)} as ${as}`;
    })
    .join(',');
}
