/** `secl lsp` as editors start it. */
import type { lsp } from './commands/lsp-run.ts';
import { compiledWhole } from './compiled-whole.ts';
import { exit } from './exit.ts';

/** The work of `secl lsp`. */
export function languageServer(): Promise<typeof lsp> {
  return compiledWhole(
    async () => (await import('./commands/lsp-run.ts')).lsp,
    ['node:net', 'node:os', 'node:url', 'node:util', 'node:worker_threads'],
  );
}

/** `secl lsp` as this process: an editor has its first diagnostics 15 ms earlier without the frame of the other commands. */
export async function serveInProcess(): Promise<void> {
  try {
    const serve = await languageServer();
    process.exitCode = await serve({ today: () => new Date().toISOString().slice(0, 10) });
  } catch (error) {
    const { internalError } = await import('./app.ts');
    process.stderr.write(`${internalError(error)}\n`);
    process.exitCode = exit.internal;
  }
}
