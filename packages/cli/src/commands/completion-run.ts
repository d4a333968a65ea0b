import {
  buildInstallCommand,
  buildUninstallCommand,
  type StricliAutoCompleteContext,
} from '@stricli/auto-complete';
import { misuse } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';

/**
 * These two change the shell of this user on this machine, so they take the real process: a context in memory
 * has no ~/.bashrc. What bash calls is `secl __complete`, see complete.ts.
 */
export async function install(context: CliContext): Promise<CommandExit> {
  const { SHELL: shell = '' } = context.env;
  if (!shell.includes('bash'))
    return misuse(
      context,
      `completion is there for bash; the shell here is ${shell === '' ? 'not known' : shell}`,
    );
  const command = buildInstallCommand<StricliAutoCompleteContext>('secl', { bash: 'secl __complete' });
  return call(await command.loader());
}

export async function uninstall(): Promise<CommandExit> {
  const command = buildUninstallCommand<StricliAutoCompleteContext>('secl', { bash: true });
  return call(await command.loader());
}

type Loaded = Awaited<
  ReturnType<ReturnType<typeof buildInstallCommand<StricliAutoCompleteContext>>['loader']>
>;

async function call(loaded: Loaded): Promise<CommandExit> {
  const run = typeof loaded === 'function' ? loaded : loaded.default;
  await run.call({ process }, {});
  return exit.fine;
}
