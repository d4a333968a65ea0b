import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

export const testFormats = ['pretty', 'json', 'junit', 'tap', 'github'] as const;

export const coverageFormats = ['pretty', 'lcov', 'html', 'json'] as const;

interface OwnFlags extends TargetFlags {
  readonly format: (typeof testFormats)[number];
  readonly run?: readonly string[];
  readonly verbose?: boolean;
  readonly update?: boolean;
  readonly watch?: boolean;
  readonly requireTests?: boolean;
  readonly passWithoutTests?: boolean;
  readonly cache: boolean;
  readonly coverage?: boolean;
  readonly coverageFormat?: (typeof coverageFormats)[number];
  readonly coverageOutput?: string;
  readonly threshold?: number;
  readonly mutate?: boolean;
  readonly budget?: string;
  readonly jobs?: number;
  readonly generate?: string;
  readonly event?: string;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type TestFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

/** With or without its sign; what is no share at all is said where shares are looked at. */
function percent(text: string): number {
  if (!/^-?\d+(?:\.\d+)?%?$/.test(text)) throw new Error('say percent, from 0 to 100');
  return Number.parseFloat(text);
}

function threads(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error('say how many threads, such as 2');
  return Number(text);
}

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
      cache: {
        kind: 'boolean',
        brief: 'Remember what tests of files that stay the same gave',
        default: true,
      },
      passWithoutTests: {
        kind: 'boolean',
        brief: 'End with 0 where there are no tests at all: for workflows that many repositories share',
        optional: true,
        withNegated: false,
      },
      requireTests: {
        kind: 'boolean',
        brief: 'Ask of each rule for a case that it matches in and one that it keeps out of',
        optional: true,
        withNegated: false,
      },
      coverage: {
        kind: 'boolean',
        brief: 'Say which conditions of the rules the tests have seen decide, as true and as false',
        optional: true,
        withNegated: false,
      },
      coverageFormat: {
        kind: 'enum',
        values: coverageFormats,
        brief: 'How coverage is told; what is not for people is alone on stdout',
        optional: true,
      },
      coverageOutput: {
        kind: 'parsed',
        parse: String,
        brief: 'Write coverage into this file',
        placeholder: 'FILE',
        optional: true,
      },
      threshold: {
        kind: 'parsed',
        parse: percent,
        brief: 'End with 1 where less than this share is covered, or noticed of what --mutate changes',
        placeholder: 'PERCENT',
        optional: true,
      },
      mutate: {
        kind: 'boolean',
        brief: 'Change the rules a little at a time, and say which changes no test notices',
        optional: true,
        withNegated: false,
      },
      budget: {
        kind: 'parsed',
        parse: String,
        brief: 'Begin no more changes of rules after this time, such as 30s',
        placeholder: 'TIME',
        optional: true,
      },
      jobs: {
        kind: 'parsed',
        parse: threads,
        brief:
          'Run cases, or change rules, in so many threads; without, one for each core, up to 4, where there is much to do',
        placeholder: 'N',
        optional: true,
      },
      generate: {
        kind: 'parsed',
        parse: String,
        brief:
          'Print a file of tests for this rule, found by solving its expression; PATH is where the rules are',
        placeholder: 'RULE',
        optional: true,
      },
      event: {
        kind: 'parsed',
        parse: String,
        brief: 'Print a test made of this event of a recording, FILE:LINE as in reports',
        placeholder: 'EVENT',
        optional: true,
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
      '--coverage marks the conditions of each rule: to be covered, a condition has to decide as true on one event and as',
      'false on another (modified condition/decision coverage, in its masking form). --mutate changes operators, values,',
      'lists and conditions one at a time and names each change that no test would notice, with an event that would tell.',
      '--generate proposes tests for a rule: an event that it matches, and near misses for each of its conditions; with',
      '--mutate also those that notice small changes. --event makes a test of an event that was recorded.',
      '',
      'Ends with 1 when a case failed or is undecided (or a rule lacks tests that --require-tests asks for, or less is',
      'covered or noticed than --threshold says; without it, --mutate asks that every change is noticed), with 2 when a test',
      'file, or what it names, cannot be used.',
      '',
      '  secl test',
      '  secl test policies/shells_test.yaml --run "web server"',
      '  secl test --update',
      '  secl test --require-tests --format junit > tests.xml',
      '  secl test --coverage --threshold 90',
      '  secl test --coverage-format html --coverage-output coverage.html',
      '  secl test --mutate --budget 30s',
      '  secl test --generate shell_connects > shell_connects_test.yaml',
      '  secl test --generate shell_connects --event attack.strace:608',
    ].join('\n'),
  },
});
