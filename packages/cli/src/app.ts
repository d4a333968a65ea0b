import { type Application, buildApplication, buildRouteMap, type RouteMap, text_en } from '@stricli/core';
import { completion } from './commands/completion.ts';
import { convert } from './commands/convert.ts';
import { coverage } from './commands/coverage.ts';
import { diff } from './commands/diff.ts';
import { evaluate } from './commands/eval.ts';
import { explain } from './commands/explain.ts';
import { fields } from './commands/fields.ts';
import { fmt } from './commands/fmt.ts';
import { recordingFormats } from './commands/formats.ts';
import { importEvents } from './commands/import.ts';
import { init } from './commands/init.ts';
import { lint } from './commands/lint.ts';
import { load } from './commands/load.ts';
import { lsp } from './commands/lsp.ts';
import { record } from './commands/record.ts';
import { redact } from './commands/redact.ts';
import { replay } from './commands/replay.ts';
import { test } from './commands/test.ts';
import type { CliContext } from './context.ts';
import { exit } from './exit.ts';
import { usageErrors } from './usage-error.ts';
import { version } from './version.ts';

/** The commands, in the order in which help lists them. */
const commands = buildRouteMap({
  routes: {
    init,
    fmt,
    lint,
    load,
    replay,
    test,
    diff,
    coverage,
    eval: evaluate,
    explain,
    import: importEvents,
    formats: recordingFormats,
    record,
    redact,
    convert,
    fields,
    lsp,
    completion,
  },
  docs: { brief: 'Format, lint, load, replay and test rules of Workload Protection agents, offline' },
});

/** An application with the manners of `secl` around any commands; tests put their own there. */
export function applicationOf(routes: RouteMap<CliContext>): Application<CliContext> {
  return buildApplication(routes, {
    name: 'secl',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    // A usage line with every flag would be longer than a screen; they are listed below it.
    documentation: { useAliasInUsageLine: false, onlyRequiredInUsageLine: true },
    // What a command throws is our mistake: what a user can cause is a value (see command.ts).
    determineExitCode: () => exit.internal,
    localization: {
      loadText: () => ({
        ...text_en,
        ...usageErrors,
        exceptionWhileRunningCommand: internalError,
        exceptionWhileLoadingCommandFunction: internalError,
        exceptionWhileLoadingCommandContext: internalError,
      }),
    },
  });
}

export const secl: Application<CliContext> = applicationOf(commands);

export function internalError(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    `secl ${version} made a mistake; it is not your input's fault. Please report it with the command you ran, ` +
    `a small input that shows it, and these lines:\n${trace}`
  );
}
