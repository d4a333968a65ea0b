import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { targetFlags } from '../target.ts';
import type { SubjectFlags } from './explain-subject.ts';

interface OwnFlags extends SubjectFlags {
  readonly format: 'pretty' | 'json';
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type ExplainFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const explain = buildCommand<ExplainFlags, string[], CliContext>({
  loader: runs(async () => (await import('./explain-run.ts')).explain),
  parameters: {
    flags: {
      rule: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'A rule of the policies in place of an expression',
        placeholder: 'ID',
      },
      format: formatFlag(['pretty', 'json']),
      ...policyFlags,
      ...targetFlags,
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'An expression, or - for standard input; with --rule, policies to find the rule in',
        parse: String,
        placeholder: 'EXPRESSION',
      },
    },
  },
  docs: {
    brief: 'What agents make of an expression or a rule: grouping, versions, cost, kernel filters',
    fullDescription: [
      'Tells how agents group a condition, which event type it is about, which agents know all of its names, what they',
      'evaluate first, whether it keeps kernel filtering on, and what is easily misread in it. Of an expression with',
      'mistakes it tells those, with fixes, and exits with 1.',
      '',
      `  secl explain 'open.file.path == "/etc/shadow" && process.uid != 0 || process.gid != 0'`,
      `  secl explain 'exec.file.path =~ "/tmp/**"' --agent 7.60`,
      '  secl explain rules.policy --rule open_shadow',
      `  secl explain 'exec.file.name in shells' --policies rules.policy --format json`,
    ].join('\n'),
  },
});
