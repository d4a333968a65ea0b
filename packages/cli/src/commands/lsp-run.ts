import { serveStdio } from '@secl/language-server/node';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { growHeapLess } from '../grow-heap-less.ts';
import { keepNewSpaceSmall } from '../keep-new-space-small.ts';

/** The server speaks over the streams of this process: a context in memory has none that it could keep open. */
export async function lsp({ today }: Pick<CliContext, 'today'>): Promise<CommandExit> {
  keepNewSpaceSmall();
  // Half as many full collections as with less, each of which is felt by whoever types; 10 MB more of memory.
  growHeapLess(120);
  const code = await serveStdio({
    input: process.stdin,
    output: process.stdout,
    today,
    // Beside the folder that the bundle keeps this in.
    replayThread: new URL('../replay-thread.mjs', import.meta.url),
  });
  // The client has said goodbye: what still waits for a pause in the typing has nobody to report to.
  process.stdin.destroy();
  return code === 0 ? exit.fine : exit.findings;
}
