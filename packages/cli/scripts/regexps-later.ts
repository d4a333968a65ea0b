/**
 * The library of regexps is a tenth of what most commands load, and many policies have none that it has to be asked of: it is
 * a file of its own, which is loaded with the first one. That cannot wait for an import: it is loaded the old way.
 */
import { basename, join } from 'node:path';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

/** Beside the chunks. */
const file = 'chunks/re2js.cjs';

export const regexpsLater: Plugin = {
  name: 'regexps-later',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^re2js$/ }, () => ({ path: 're2js', namespace: 'regexps', sideEffects: false }));
    onLoad({ filter: /./, namespace: 'regexps' }, () => ({
      contents: `
        import { createRequire } from 'node:module';
        let library;
        const start = () => (library ??= createRequire(import.meta.url)('./${basename(file)}'));
        export const RE2JS = {
          compile: (...given) => start().RE2JS.compile(...given),
          get CASE_INSENSITIVE() { return start().RE2JS.CASE_INSENSITIVE; },
        };
        export class RE2JSSyntaxException {
          static [Symbol.hasInstance](error) { return error instanceof start().RE2JSSyntaxException; }
        }`,
    }));
  },
};

/** `folder`: that of the command, from which paths are told. */
export async function regexpLibrary(
  folder: string,
  outdir: string,
): Promise<{ readonly files: readonly OutputFile[]; readonly metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    stdin: {
      contents: `export { RE2JS, RE2JSSyntaxException } from 're2js';`,
      resolveDir: join(folder, '../language'),
    },
    outfile: join(outdir, file),
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
  });
  return { files: outputFiles, metafile };
}
