import { compiledWhole } from './compiled-whole.ts';
import type { runInProcess } from './run-in-process.ts';

/** What runs `secl` as this process. */
export function commandLine(): Promise<typeof runInProcess> {
  return compiledWhole(
    async () => (await import('./run-in-process.ts')).runInProcess,
    ['node:events', 'node:os', 'node:url'],
  );
}
