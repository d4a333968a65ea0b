/** The page of predicted coverage, as it runs in a browser: one script, one style sheet, nothing that they would load. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';

const folder = join(import.meta.dirname, '../../fleet/page');

/** Writes app.js and style.css into a folder; says what is in them. */
export async function buildPage(outdir: string): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: join(import.meta.dirname, '..'),
    entryPoints: { app: join(folder, 'main.tsx'), style: join(folder, 'page.css') },
    outdir,
    bundle: true,
    write: false,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    platform: 'browser',
    conditions: ['source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  return metafile;
}
