import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from '../command.ts';
import { throughCache } from '../lint/cache.ts';
import type { LintFlags } from './lint.ts';

/**
 * The name of this file in a bundle holds a hash of it and of all that it imports, so it stands for what the linter
 * knows. Sources have no such name: without a bundle nothing is remembered.
 */
const build = basename(fileURLToPath(import.meta.url));

/** The linter itself is imported only when no earlier run knows the answer. */
export const lint: Run<LintFlags, string[]> = async (context, flags, ...paths) => {
  const work: Run<LintFlags, string[]> = async (...given) =>
    (await import('../lint/lint-command.ts')).lintCommand(...given);
  return build.endsWith('.mjs')
    ? throughCache(build, work, context, flags, paths)
    : work(context, flags, ...paths);
};
