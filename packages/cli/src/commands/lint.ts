import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type PolicyFlags, policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

export const lintFormats = [
  'pretty',
  'json',
  'sarif',
  'junit',
  'checkstyle',
  'github',
  'gitlab',
  'markdown',
] as const;
export type LintFormat = (typeof lintFormats)[number];

interface OwnFlags extends PolicyFlags, TargetFlags {
  readonly format: LintFormat;
  readonly fix?: boolean;
  readonly fixSuggested?: boolean;
  readonly dryRun?: boolean;
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly failOn?: 'error' | 'warning' | 'info' | 'never';
  readonly maxWarnings?: number;
  readonly changedSince?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly stdinFilename?: string;
  readonly explain?: string;
  readonly cache: boolean;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type LintFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const lint = buildCommand<LintFlags, string[], CliContext>({
  loader: runs(async () => (await import('./lint-run.ts')).lint),
  parameters: {
    flags: {
      ...policyFlags,
      ...targetFlags,
      format: formatFlag(lintFormats),
      fix: {
        kind: 'boolean',
        brief: 'Mend what can be mended without changing what rules do',
        optional: true,
        withNegated: false,
      },
      fixSuggested: {
        kind: 'boolean',
        brief: 'Mend also what a person should look at afterwards',
        optional: true,
        withNegated: false,
      },
      dryRun: {
        kind: 'boolean',
        brief: 'With --fix: write nothing, print what would change as a diff',
        optional: true,
        withNegated: false,
      },
      preset: {
        kind: 'parsed',
        parse: String,
        brief:
          'Which rules are on, and how loud: recommended, strict, datadog-default [default: recommended]',
        placeholder: 'NAME',
        optional: true,
      },
      rule: {
        kind: 'parsed',
        parse: String,
        brief: 'Only these lint rules, categories or problem codes; several with commas',
        placeholder: 'ID',
        optional: true,
        variadic: ',',
      },
      failOn: {
        kind: 'enum',
        values: ['error', 'warning', 'info', 'never'],
        brief: 'The level from which findings end the command with 1 [default: error]',
        optional: true,
      },
      maxWarnings: {
        kind: 'parsed',
        parse: warnings,
        brief: 'End with 1 when there are more warnings than this',
        placeholder: 'N',
        optional: true,
      },
      changedSince: {
        kind: 'parsed',
        parse: String,
        brief: 'Only findings on rules that changed since this commit or branch of git',
        placeholder: 'REF',
        optional: true,
      },
      baseline: {
        kind: 'parsed',
        parse: String,
        brief: 'Leave out the findings that this file lists',
        placeholder: 'FILE',
        optional: true,
      },
      writeBaseline: {
        kind: 'boolean',
        brief: 'Write the findings of now into the baseline [default: secl-baseline.json]',
        optional: true,
        withNegated: false,
      },
      stdinFilename: {
        kind: 'parsed',
        parse: String,
        brief: 'The name that standard input has in reports and configuration',
        placeholder: 'FILE',
        optional: true,
      },
      explain: {
        kind: 'parsed',
        parse: String,
        brief: 'Print the page of a lint rule or problem code, and nothing else',
        placeholder: 'ID',
        optional: true,
      },
      cache: { kind: 'boolean', brief: 'Remember results of files that stay the same', default: true },
    },
    positional: {
      kind: 'array',
      parameter: {
        brief:
          'Files, directories or patterns with policies, each judged in its rule set; - is standard input',
        parse: String,
        placeholder: 'PATH',
      },
    },
  },
  docs: {
    customUsage: ['[FLAG]... [PATH]...'],
    brief: 'Find what agents load without a word and what is still wrong, and mend it',
    fullDescription: [
      'Says what is wrong with rules, or almost surely not what was meant: what agents reject, and what they load in',
      'silence. Without PATH it takes the rule sets of secl.yaml, or each directory with .policy files here and below.',
      'PATH says what to tell of: files are judged among those of their rule set, and packs never accuse each other.',
      'Levels and options are set under `lint:` in secl.yaml; `# secl-ignore-next ID: reason` leaves one finding out.',
      '',
      'Ends with 1 when there is an error (see --fail-on, --max-warnings), with 2 when a file is no policy at all.',
      '',
      '  secl lint',
      '  secl lint policies --agent 7.60,7.68 --preset strict',
      '  secl lint --fix --dry-run',
      '  secl lint --changed-since origin/main --format github',
      '  secl lint --write-baseline',
      '  secl lint - --stdin-filename policies/new.policy < draft',
    ].join('\n'),
  },
});

function warnings(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new Error(`${text} is not a number from 0 on`);
  return number;
}
