import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatFlag } from '../report/format.ts';

/** What `@secl/policy` writes; a test holds the two together, so that help need not load it. */
export const convertTargets = [
  'policy',
  'configmap',
  'helm',
  'terraform',
  'terraform-json',
  'api',
  'rule-files',
  'archive',
] as const;

export type ConvertFlags = {
  readonly to?: (typeof convertTargets)[number];
  readonly output?: string;
  readonly name?: string;
  readonly strict?: boolean;
  readonly format: 'pretty' | 'json';
};

export const convert = buildCommand<ConvertFlags, string[], CliContext>({
  loader: runs(async () => (await import('./convert-run.ts')).convert),
  parameters: {
    flags: {
      to: {
        kind: 'enum',
        values: convertTargets,
        brief: 'What to write; always to be said',
        optional: true,
      },
      output: {
        kind: 'parsed',
        parse: String,
        brief: 'Where to write: a file, or a folder where there are several; else standard output',
        placeholder: 'PATH',
        optional: true,
      },
      name: {
        kind: 'parsed',
        parse: String,
        brief: 'What to call the policy [default: what it is called now]',
        placeholder: 'NAME',
        optional: true,
      },
      strict: {
        kind: 'boolean',
        brief: 'End with 1 when something is lost',
        optional: true,
        withNegated: false,
      },
      format: formatFlag(['pretty', 'json']),
    },
    aliases: { o: 'output' },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Policies in files, directories or patterns, whatever carries them; - is standard input',
        parse: String,
        placeholder: 'PATH',
      },
    },
  },
  docs: {
    customUsage: ['--to KIND [FLAG]... PATH...'],
    brief: 'Write policies as Terraform, ConfigMap or what else carries them',
    fullDescription: [
      'Reads policies from whatever carries them (files, ConfigMaps, values of charts, Terraform, the JSON of the API,',
      'rule files, archives) and writes them as any other of these. What the other cannot hold is left out and said, each',
      'with its place; macros are written out where there are none. Rules that are written load as they did before.',
      '',
      'Ends with 1 when nothing could be written, or with --strict when something is lost; with 2 when an input cannot be',
      'read.',
      '',
      '  secl convert custom.policy --to terraform -o rules.tf',
      '  secl convert infra --to policy -o policies',
      '  secl convert policies --to configmap --name rules > rules.yaml',
      '  secl convert custom.policy --to api --format json --strict',
    ].join('\n'),
  },
});
