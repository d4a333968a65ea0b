import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from '../command.ts';
import { compiledWhole } from '../compiled-whole.ts';
import { keepNewSpaceSmall } from '../keep-new-space-small.ts';
import { optimizeLater } from '../optimize-later.ts';
import type { LintFlags } from './lint.ts';

/**
 * The name of this file in a bundle holds a hash of it and of all that it imports, so it stands for what the linter
 * knows. Sources have no such name: without a bundle nothing is remembered.
 */
const build = basename(fileURLToPath(import.meta.url));

/** The linter itself is imported only when no earlier run knows the answer. */
export const lint: Run<LintFlags, string[]> = async (context, flags, ...paths) => {
  const work: Run<LintFlags, string[]> = async (...given) => {
    const { lintCommand } = await compiledWhole(() => import('../lint/lint-command.ts'));
    optimizeLater(2000);
    keepNewSpaceSmall();
    return lintCommand(...given);
  };
  if (!build.endsWith('.mjs') || dependsOnMore(flags, paths)) return work(context, flags, ...paths);
  const { throughCache } = await import('../lint/cache.ts');
  return throughCache({ command: 'lint', build, work, dependsOnMore }, context, flags, paths);
};

/** Runs that write, read what comes but once, or ask git. */
export function dependsOnMore(flags: LintFlags, paths: readonly string[]): boolean {
  return (
    !flags.cache ||
    flags.fix === true ||
    flags.fixSuggested === true ||
    flags.writeBaseline === true ||
    flags.changedSince !== undefined ||
    flags.explain !== undefined ||
    // Adds to the summary of a job.
    flags.format === 'github' ||
    paths.includes('-') ||
    flags.stdinFilename !== undefined
  );
}
