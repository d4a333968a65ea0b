import { watch } from 'node:fs/promises';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';

/** So long after a change others may follow, as editors and `git checkout` write several files. */
const settleMs = 120;

/** Runs at once, and again whenever a file changes that tests or rules may stand in; until ctrl-C. */
export async function watching(context: CliContext, run: () => Promise<CommandExit>): Promise<CommandExit> {
  const { stdout, signal, cwd } = context;
  const show = async (): Promise<void> => {
    stdout.write('\u001B[2J\u001B[H');
    await run();
    stdout.write('\nwaiting for a file to change; ctrl-C ends\n');
  };
  await show();
  try {
    for await (const { filename } of watch(cwd, { recursive: true, signal })) {
      if (!mayMatter(filename ?? '')) continue;
      await settled(signal);
      await show();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return exit.fine;
}

function mayMatter(path: string): boolean {
  if (/(?:^|[\\/])(?:node_modules|\.[^\\/]+)[\\/]/.test(path)) return false;
  return /\.(?:policy|macro|ya?ml|json|jsonl|tf|strace|gz|log)$/.test(path);
}

function settled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, settleMs);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
