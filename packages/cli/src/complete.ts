import { type Application, proposeCompletions } from '@stricli/core';
import type { CliContext } from './context.ts';

/**
 * What bash asks on the tab key: `secl __complete secl lo`, with the whole line in COMP_LINE, because a blank at
 * its end, which says that a new word begins, is not among the words. Not a command of the application: words of
 * the line that look like flags are not flags of this call.
 */
export async function complete(
  app: Application<CliContext>,
  words: readonly string[],
  context: CliContext,
): Promise<void> {
  const inputs = words.slice(1);
  if (context.env.COMP_LINE?.endsWith(' ') === true) inputs.push('');
  for (const proposal of await proposeCompletions(app, inputs, context)) {
    context.stdout.write(`${proposal.completion}\n`);
  }
}
