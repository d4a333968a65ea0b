import { buildCommand, buildRouteMap } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

const install = buildCommand<Record<never, never>, [], CliContext>({
  loader: runs(async () => (await import('./completion-run.ts')).install),
  parameters: {},
  docs: {
    brief: 'Let bash complete the commands and flags of secl (edits ~/.bashrc)',
    fullDescription:
      'Adds a marked block to ~/.bashrc; calling it again renews the block.\n\n  secl completion install',
  },
});

const uninstall = buildCommand<Record<never, never>, [], CliContext>({
  loader: runs(async () => (await import('./completion-run.ts')).uninstall),
  parameters: {},
  docs: {
    brief: 'Take the completion out of ~/.bashrc again',
    fullDescription: 'Removes the block that `secl completion install` added.\n\n  secl completion uninstall',
  },
});

export const completion = buildRouteMap({
  routes: { install, uninstall },
  docs: { brief: 'Completion of commands and flags in the shell' },
});
