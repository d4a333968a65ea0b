import {
  type Application,
  buildApplication,
  buildRouteMap,
  type Command,
  type RouteMap,
  text_en,
} from '@stricli/core';
import type { CliContext } from './context.ts';
import { exit } from './exit.ts';
import { usageErrors } from './usage-error.ts';
import { version } from './version.ts';

/**
 * The commands, in the order in which help lists them. What flags one has is imported when somebody asks: to put together
 * and to check those of all takes longer than most commands need for their first file.
 */
const commands = {
  init: async () => (await import('./commands/init.ts')).init,
  fmt: async () => (await import('./commands/fmt.ts')).fmt,
  lint: async () => (await import('./commands/lint.ts')).lint,
  load: async () => (await import('./commands/load.ts')).load,
  replay: async () => (await import('./commands/replay.ts')).replay,
  test: async () => (await import('./commands/test.ts')).test,
  diff: async () => (await import('./commands/diff.ts')).diff,
  coverage: async () => (await import('./commands/coverage.ts')).coverage,
  eval: async () => (await import('./commands/eval.ts')).evaluate,
  explain: async () => (await import('./commands/explain.ts')).explain,
  import: async () => (await import('./commands/import.ts')).importEvents,
  formats: async () => (await import('./commands/formats.ts')).recordingFormats,
  record: async () => (await import('./commands/record.ts')).record,
  redact: async () => (await import('./commands/redact.ts')).redact,
  convert: async () => (await import('./commands/convert.ts')).convert,
  fields: async () => (await import('./commands/fields.ts')).fields,
  lsp: async () => (await import('./commands/lsp.ts')).lsp,
  completion: async () => (await import('./commands/completion.ts')).completion,
} as const satisfies Readonly<Record<string, Load>>;

type Load = () => Promise<Command<CliContext> | RouteMap<CliContext>>;

/** `secl` as these arguments need it: with the one command that they begin with, or, for help and mistakes, with all. */
export async function seclFor([first]: readonly string[]): Promise<Application<CliContext>> {
  const all = Object.entries<Load>(commands);
  const asked = all.filter(([name]) => name === first);
  const routes = await Promise.all(
    (asked.length > 0 ? asked : all).map(async ([name, load]) => [name, await load()] as const),
  );
  return applicationOf(
    buildRouteMap({
      routes: Object.fromEntries(routes),
      docs: { brief: 'Format, lint, load, replay and test rules of Workload Protection agents, offline' },
    }),
  );
}

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

export function internalError(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    `secl ${version} made a mistake; it is not your input's fault. Please report it with the command you ran, ` +
    `a small input that shows it, and these lines:\n${trace}`
  );
}
