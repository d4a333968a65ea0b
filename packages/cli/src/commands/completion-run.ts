import {
  buildInstallCommand,
  buildUninstallCommand,
  type StricliAutoCompleteContext,
} from '@stricli/auto-complete';
import type { CommandExit } from '../exit.ts';
import { exit } from '../exit.ts';

/**
 * These two change the shell of this user on this machine, so they take the real process: a context in memory
 * has no ~/.bashrc. What bash calls is `secl __complete`, see complete.ts.
 */
export async function install(): Promise<CommandExit> {
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
