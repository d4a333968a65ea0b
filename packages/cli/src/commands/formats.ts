import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type PolicyFlags, policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

interface OwnFlags extends PolicyFlags, TargetFlags {
  readonly format: 'pretty' | 'json';
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type FormatsFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const recordingFormats = buildCommand<FormatsFlags, string[], CliContext>({
  loader: runs(async () => (await import('./formats-run.ts')).recordingFormats),
  parameters: {
    flags: { ...policyFlags, ...targetFlags, format: formatFlag(['pretty', 'json']) },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Format to tell all of: its event types and fields',
        parse: String,
        placeholder: 'FORMAT',
      },
    },
  },
  docs: {
    brief: 'List the recordings that can be read, and what each can tell to rules',
    fullDescription: [
      'With policies, says how many of their rules a recording of each format can ever decide, and for want of what not.',
      '',
      '  secl formats',
      '  secl formats tetragon',
      '  secl formats --policies rules/ strace tetragon',
    ].join('\n'),
  },
});
