import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

export type FmtFlags = {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly explicit?: boolean;
  readonly width: number;
};

export const fmt = buildCommand<FmtFlags, string[], CliContext>({
  loader: runs(async () => (await import('./fmt-run.ts')).fmt),
  parameters: {
    flags: {
      check: {
        kind: 'boolean',
        brief: 'Write nothing; name the files that are not formatted, and end with 1 if there are any',
        optional: true,
        withNegated: false,
      },
      diff: {
        kind: 'boolean',
        brief: 'Write nothing; show what would change',
        optional: true,
        withNegated: false,
      },
      explicit: {
        kind: 'boolean',
        brief: 'Write the parentheses that show how agents group `&&` and `||`',
        optional: true,
        withNegated: false,
      },
      width: { kind: 'parsed', parse: columns, brief: 'Columns of a line', default: '100', placeholder: 'N' },
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Policy files, directories or patterns; - is standard input, printed formatted',
        parse: String,
        placeholder: 'PATH',
      },
    },
  },
  docs: {
    customUsage: ['[FLAG]... [PATH]...'],
    brief: 'Format the expressions of policies',
    fullDescription: [
      'Formats the expressions of rules, macros and actions in place, and prints the names of the files that changed.',
      'Meaning, comments and the rest of the file stay as they are. Without PATH it takes the policies of the rule sets',
      'of secl.yaml, or all policies here and below; a default policy that lies apart is left alone.',
      '',
      'Ends with 1 when --check finds something to format, with 2 when a file or an expression cannot be read.',
      '',
      '  secl fmt',
      '  secl fmt --check policies',
      '  secl fmt --diff custom.policy',
      '  secl fmt --explicit - < custom.policy',
    ].join('\n'),
  },
});

function columns(text: string): number {
  const width = Number(text);
  if (!Number.isInteger(width) || width < 20 || width > 1000) {
    throw new Error(`${text} is not a number of columns from 20 to 1000`);
  }
  return width;
}
