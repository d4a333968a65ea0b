import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

export const testFormats = ['pretty', 'json', 'junit', 'tap', 'github'] as const;

interface OwnFlags extends TargetFlags {
  readonly format: (typeof testFormats)[number];
  readonly run?: readonly string[];
  readonly verbose?: boolean;
  readonly update?: boolean;
  readonly watch?: boolean;
  readonly requireTests?: boolean;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type TestFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const test = buildCommand<TestFlags, string[], CliContext>({
  loader: runs(async () => (await import('./test-run.ts')).test),
  parameters: {
    flags: {
      ...targetFlags,
      format: formatFlag(testFormats),
      run: {
        kind: 'parsed',
        parse: String,
        brief: 'Only cases with this in their name, `*` for anything; may be given again',
        placeholder: 'PATTERN',
        optional: true,
        variadic: true,
      },
      verbose: {
        kind: 'boolean',
        brief: 'List the cases that passed, too',
        optional: true,
        withNegated: false,
      },
      update: {
        kind: 'boolean',
        brief: 'Write what came into the test files, in the place of what was expected',
        optional: true,
        withNegated: false,
      },
      watch: {
        kind: 'boolean',
        brief: 'Run again when a file changes, until ctrl-C; for terminals',
        optional: true,
        withNegated: false,
      },
      requireTests: {
        kind: 'boolean',
        brief: 'Ask of each rule for a case that it matches in and one that it keeps out of',
        optional: true,
        withNegated: false,
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Test file, directory (searched down) or pattern; the working directory if not given',
        parse: String,
        placeholder: 'PATH',
      },
    },
  },
  docs: {
    customUsage: ['[FLAG]... [PATH]...'],
    brief: 'Run the tests of rules: files that end in _test.yaml, and rule files with tests',
    fullDescription: [
      'Each case of a test file has events and says which rules match them, which stay silent and why, what is set,',
      'killed or sent, and which rules load at all. What comes otherwise is shown with the rule, condition by condition.',
      'An outcome that hangs on a value the events leave unknown is undecided, which is not a pass.',
      '',
      'Ends with 1 when a case failed or is undecided (or a rule lacks tests that --require-tests asks for), with 2 when',
      'a test file, or what it names, cannot be used.',
      '',
      '  secl test',
      '  secl test policies/shells_test.yaml --run "web server"',
      '  secl test --update',
      '  secl test --require-tests --format junit > tests.xml',
    ].join('\n'),
  },
});
