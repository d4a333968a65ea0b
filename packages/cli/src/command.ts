import { forTerminal } from '@secl/text';
import type { BaseArgs, BaseFlags, CommandFunctionLoader } from '@stricli/core';
import { compiledWhole } from './compiled-whole.ts';
import type { CliContext } from './context.ts';
import { type CommandExit, exit } from './exit.ts';

/** The work of a command: everything it needs comes in, text goes to the streams of the context, a code comes out. */
export type Run<Flags extends BaseFlags, Args extends BaseArgs> = (
  context: CliContext,
  flags: Flags,
  ...args: Args
) => Promise<CommandExit>;

/**
 * For the `loader` of a command: its work is imported only when the command is called, so that `secl --help` and
 * the other commands do not pay for it.
 */
export function runs<Flags extends BaseFlags, Args extends BaseArgs>(
  load: () => Promise<Run<Flags, Args>>,
): CommandFunctionLoader<Flags, Args, CliContext> {
  return async () => {
    const run = await compiledWhole(load);
    return async function (flags, ...args) {
      this.process.exitCode = await run(this, flags, ...args);
    };
  };
}

/**
 * Says on stderr what the user has to change, and gives the code for it: `return misuse(context, '...')`. Messages quote
 * what users and files say, so they are escaped; `rendered` is text for terminals already.
 */
export function misuse(context: CliContext, message: string, rendered = ''): CommandExit {
  context.stderr.write(`secl: ${message.split('\n').map(forTerminal).join('\n')}\n`);
  if (rendered !== '') context.stderr.write(`\n${rendered.trimEnd()}\n`);
  return exit.misuse;
}
