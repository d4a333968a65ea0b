import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { changesBelow } from './watch-directories.ts';

/** Runs at once, and again whenever a file changes that tests or rules may stand in; until ctrl-C. */
export async function watching(context: CliContext, run: () => Promise<CommandExit>): Promise<CommandExit> {
  const { stdout, signal, cwd } = context;
  const show = async (): Promise<void> => {
    stdout.write('\u001B[2J\u001B[H');
    await run();
    stdout.write('\nwaiting for a file to change; ctrl-C ends\n');
  };
  await show();
  for await (const paths of changesBelow(cwd, signal)) {
    if (!signal.aborted && paths.some(mayMatter)) await show();
  }
  return exit.fine;
}

function mayMatter(path: string): boolean {
  return /\.(?:policy|macro|ya?ml|json|jsonl|tf|strace|gz|log)$/.test(path);
}
