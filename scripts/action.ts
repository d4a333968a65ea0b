/**
 * `npm run action`: the files that the GitHub Action runs from, which are committed, because a runner takes an action as
 * the tree of its repository is and builds nothing. A test holds them to the sources.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../packages/cli/scripts/bundle.ts';

const folder = join(import.meta.dirname, '../packages/action');

/** Writes into a folder: main.mjs, and the command that it runs below secl/. */
export async function bundleAction(outdir = join(folder, 'dist')): Promise<void> {
  await bundle(join(outdir, 'secl'));
  await build({
    absWorkingDir: folder,
    entryPoints: ['src/main.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source', 'import'],
    // Few lines, and people read them before they trust them with a token.
    minify: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

if (import.meta.main) await bundleAction();
