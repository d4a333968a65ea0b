import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

export const init = buildCommand<Record<never, never>, [directory?: string], CliContext>({
  loader: runs(async () => (await import('./init-run.ts')).init),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'Directory to start in [default: this one]',
          parse: String,
          placeholder: 'DIR',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Start a repository of rules: a secl.yaml and a first policy',
    fullDescription: [
      'Writes a secl.yaml and a policy with one rule, both with comments that say what to change. Where policies lie',
      'already, only a secl.yaml that names them. Never overwrites a file.',
      '',
      '  secl init',
      '  secl init rules',
    ].join('\n'),
  },
});
