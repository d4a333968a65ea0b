import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type PolicyFlags, policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

export type LoadFlags = PolicyFlags &
  TargetFlags & {
    readonly all?: boolean;
    readonly format: 'pretty' | 'json' | 'markdown';
  };

export const load = buildCommand<LoadFlags, string[], CliContext>({
  loader: runs(async () => (await import('./load-run.ts')).load),
  parameters: {
    flags: {
      ...policyFlags,
      ...targetFlags,
      all: {
        kind: 'boolean',
        brief: 'List every rule and every note, however many there are',
        optional: true,
        withNegated: false,
      },
      format: formatFlag(['pretty', 'json', 'markdown']),
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Policy files, directories or patterns: one rule set; - is standard input',
        parse: String,
        placeholder: 'PATH',
      },
    },
  },
  docs: {
    customUsage: ['[FLAG]... [PATH]...'],
    brief: 'Say which rules an agent would load, filter or reject, and why',
    fullDescription: [
      'Loads policies as an agent does: merges definitions, compiles macros, rules and actions, and says what becomes',
      'of every rule on the chosen targets. PATH may also be a ConfigMap, values of a chart, Terraform, JSON of the API',
      'or an archive. Without PATH it takes the rule sets of secl.yaml, or each directory with .policy files, each',
      'ConfigMap and each policy of Terraform here and below.',
      '',
      'Ends with 1 when a rule is rejected (or an agent would crash), with 2 when a file is no policy at all.',
      '',
      '  secl load',
      '  secl load policies --agent 7.60,7.68',
      '  secl load policies --agent ">= 7.50"',
      '  secl load custom.policy --default default.policy --origin fargate',
      '  secl load --target hosts --format json',
      '  generate-policy | secl load -',
    ].join('\n'),
  },
});
