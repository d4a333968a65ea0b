import { forTerminal } from '@secl/text';
import { type Application, ExitCode, run as runApplication } from '@stricli/core';
import { internalError, seclFor } from './app.ts';
import { complete } from './complete.ts';
import type { CliContext } from './context.ts';
import { type Exit, exit } from './exit.ts';

/** Runs `secl` with these arguments in this context, from parsing them to the exit code. Never throws. */
export async function run(
  args: readonly string[],
  context: CliContext,
  app?: Application<CliContext>,
): Promise<Exit> {
  const passedOver = new Map<string, string>();
  const fs: CliContext['fs'] = {
    ...context.fs,
    passedOver: ({ path, reason }) => passedOver.set(path, reason),
  };
  let shown: CliContext = { ...context, fs };
  try {
    if (args[0] === '__complete') {
      await complete(app ?? (await seclFor([])), args.slice(1), shown);
      return exit.fine;
    }
    const asked = spelled(args);
    shown = isHelp(asked) ? await helpFitted(shown) : shown;
    await runApplication(app ?? (await seclFor(asked)), asked, shown);
  } catch (error) {
    if (!context.signal.aborted) {
      context.stderr.write(`${internalError(error)}\n`);
      return exit.internal;
    }
  }
  if (context.signal.aborted) return exit.interrupted;
  const code = exitOf(shown.process.exitCode);
  for (const [path, reason] of passedOver)
    context.stderr.write(`secl: ${forTerminal(path)}: ${reason}; what there is beside it was used\n`);
  return passedOver.size > 0 && code !== exit.internal ? exit.misuse : code;
}

/** `secl help lint`, as it is written in many other tools: `secl lint --help`. */
function spelled([first, ...others]: readonly string[]): readonly string[] {
  return first === 'help' ? [...others, '--help'] : first === undefined ? [] : [first, ...others];
}

const isHelp = (args: readonly string[]): boolean =>
  args.length === 0 || args.includes('--help') || args.includes('-h');

/** Where somebody looks at it, help is as wide as what they look at. */
async function helpFitted(context: CliContext): Promise<CliContext> {
  const { terminal, columns } = context.stdout;
  if (!terminal) return context;
  const { fitHelp } = await import('./help-text.ts');
  const { stdout, ...process } = context.process;
  const write = (text: string): void => stdout.write(fitHelp(text, columns));
  return { ...context, process: { ...process, stdout: { ...stdout, write } } };
}

/** Stricli has negative codes of its own beside those that commands give. */
function exitOf(code: CliContext['process']['exitCode']): Exit {
  switch (code) {
    case ExitCode.Success:
    case exit.findings:
    case exit.misuse:
      return code;
    case ExitCode.UnknownCommand:
    case ExitCode.InvalidArgument:
      return exit.misuse;
    default:
      return exit.internal;
  }
}
