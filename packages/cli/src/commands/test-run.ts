import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from '../command.ts';
import { compiledWhole } from '../compiled-whole.ts';
import { keepNewSpaceSmall } from '../keep-new-space-small.ts';
import { optimizeLater } from '../optimize-later.ts';
import { measures, proposes } from '../test-coverage/asked.ts';
import type { TestFlags } from './test.ts';

/** In a bundle the name holds a hash of all that is imported; sources have no such name, and remember nothing. */
const build = basename(fileURLToPath(import.meta.url));

/** What runs tests is imported only when no earlier run knows the answer. */
export const test: Run<TestFlags, string[]> = async (context, flags, ...paths) => {
  const work: Run<TestFlags, string[]> = async (...given) => {
    const { testCommand } = await compiledWhole(() => import('../test/test-command.ts'));
    // A hundred cases call little a thousand times, and a thousand cases take as long either way.
    optimizeLater(5000);
    keepNewSpaceSmall();
    return testCommand(...given);
  };
  if (!build.endsWith('.mjs') || dependsOnMore(flags)) return work(context, flags, ...paths);
  const { throughCache } = await import('../lint/cache.ts');
  return throughCache({ command: 'test', build, work, dependsOnMore }, context, flags, paths);
};

/** Runs that write or go on, and those that have a time. What reads recordings is not remembered either. */
function dependsOnMore(flags: TestFlags): boolean {
  const { cache, update, watch } = flags;
  return !cache || update === true || watch === true || measures(flags) || proposes(flags);
}
