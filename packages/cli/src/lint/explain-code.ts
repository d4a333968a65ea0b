import { findingCodes, hintOfCode, pageOfCode } from '@secl/lint';
import { forTerminal } from '@secl/text';
import { misuse } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { paintFor } from '../report/paint.ts';

/** Prints the page of a lint rule or problem code. */
export function explainCode(context: CliContext, code: string): CommandExit {
  const page = pageOfCode(code);
  if (page === undefined)
    return misuse(
      context,
      `--explain ${code}: this is no lint rule or problem code${hintOfCode(code, findingCodes)}`,
    );
  const paint = paintFor(context.stdout);
  const lines = [`# ${page.title}`, '', code, '', ...page.text.trimEnd().split('\n')];
  for (const line of lines) {
    const shown = forTerminal(line);
    context.stdout.write(`${line.startsWith('#') ? paint.strong(shown) : shown}\n`);
  }
  return exit.fine;
}
