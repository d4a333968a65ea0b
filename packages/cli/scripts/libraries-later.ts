/**
 * Libraries that most runs would load and never ask: RE2 decides regexps that are out of the ordinary, the library of YAML
 * reads files that our own reader of common shapes leaves to it, and that of archives unpacks. Each is a file of its own,
 * which is loaded when it is first asked. That cannot wait for an import: it is loaded the old way.
 */
import { basename, join } from 'node:path';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

interface Library {
  readonly name: string;
  /** The room that imports it. */
  readonly room: string;
  /** What of it is asked. */
  readonly exports: readonly string[];
  /** The same for who imports it: `start` loads it. */
  readonly stub: string;
}

const called = (names: readonly string[]): string =>
  names.map((name) => `export const ${name} = (...given) => start().${name}(...given);`).join('\n');

/** A constructor that gives another object makes that. */
const made = (names: readonly string[]): string =>
  names
    .map((name) => `export function ${name}(...given) { return new (start().${name})(...given); }`)
    .join('\n');

const ofNodes = ['isAlias', 'isCollection', 'isMap', 'isPair', 'isScalar', 'isSeq'];
const readers = ['Composer', 'Lexer', 'Parser'];
const archives = ['unzipSync', 'zipSync', 'strToU8'];

const libraries: readonly Library[] = [
  {
    name: 're2js',
    room: 'language',
    exports: ['RE2JS', 'RE2JSSyntaxException'],
    stub: `
      export const RE2JS = {
        compile: (...given) => start().RE2JS.compile(...given),
        get CASE_INSENSITIVE() { return start().RE2JS.CASE_INSENSITIVE; },
      };
      export class RE2JSSyntaxException {
        static [Symbol.hasInstance](error) { return error instanceof start().RE2JSSyntaxException; }
      }`,
  },
  {
    name: 'yaml',
    room: 'text',
    exports: [...ofNodes, ...readers, 'CST'],
    stub: `
      ${called(ofNodes)}
      ${made(readers)}
      export const CST = {
        get DOCUMENT() { return start().CST.DOCUMENT; },
        get FLOW_END() { return start().CST.FLOW_END; },
        get SCALAR() { return start().CST.SCALAR; },
      };`,
  },
  {
    name: 'fflate',
    room: 'policy',
    exports: [...archives, 'Gunzip'],
    stub: `${called(archives)}\n${made(['Gunzip'])}`,
  },
];

/** Beside the chunks. */
const fileOf = ({ name }: Library): string => `chunks/${name}.cjs`;

export const librariesLater: Plugin = {
  name: 'libraries-later',
  setup({ onResolve, onLoad }) {
    for (const library of libraries) {
      const { name, stub } = library;
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({
        path: name,
        namespace: name,
        sideEffects: false,
      }));
      onLoad({ filter: /./, namespace: name }, () => ({
        contents: `
          import { createRequire } from 'node:module';
          let library;
          const start = () => (library ??= createRequire(import.meta.url)('./${basename(fileOf(library))}'));
          ${stub}`,
      }));
    }
  },
};

export interface LibraryFiles {
  readonly files: readonly OutputFile[];
  readonly metafiles: readonly Metafile[];
}

/** `folder`: that of the command, from which paths are told. */
export async function libraryFiles(folder: string, outdir: string): Promise<LibraryFiles> {
  const built = await Promise.all(
    libraries.map((library) =>
      build({
        absWorkingDir: folder,
        stdin: {
          contents: `export { ${library.exports.join(', ')} } from '${library.name}';`,
          resolveDir: join(folder, '..', library.room),
        },
        outfile: join(outdir, fileOf(library)),
        bundle: true,
        format: 'cjs',
        target: 'node22',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        minifyWhitespace: true,
        minifySyntax: true,
        legalComments: 'none',
        metafile: true,
        write: false,
      }),
    ),
  );
  return {
    files: built.flatMap(({ outputFiles }) => outputFiles),
    metafiles: built.map(({ metafile }) => metafile),
  };
}
