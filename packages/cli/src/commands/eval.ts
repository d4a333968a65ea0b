import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { targetFlags } from '../target.ts';
import type { SubjectFlags } from './explain-subject.ts';

export const evalFormats = ['pretty', 'json', 'jsonl'] as const;

interface OwnFlags extends SubjectFlags {
  readonly trace?: boolean;
  readonly format: (typeof evalFormats)[number];
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type EvalFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const evaluate = buildCommand<EvalFlags, string[], CliContext>({
  loader: runs(async () => (await import('./eval-run.ts')).evaluate),
  parameters: {
    flags: {
      rule: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'A rule of the policies in place of an expression',
        placeholder: 'ID',
      },
      trace: {
        kind: 'boolean',
        optional: true,
        brief: 'Show every condition with its values [default: where there is one event]',
      },
      format: formatFlag(evalFormats),
      ...policyFlags,
      ...targetFlags,
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'An expression (not with --rule) and a file of events, or - for standard input',
        parse: String,
        placeholder: 'EXPRESSION FILE',
      },
    },
  },
  docs: {
    brief: 'Whether an expression matches events, and why',
    fullDescription: [
      'Evaluates a condition on events as an agent does: match, no match, or undecidable where the recording does not',
      'know what decides it. Each event stands alone; `secl replay` carries variables from one to the next.',
      '',
      'Events are canonical JSON: one object, an array, or one object a line; recordings of other tools work too.',
      'Exit code 0: all events match; 1: one does not, or is undecidable; 2: something cannot be read.',
      '',
      `  secl eval 'open.file.path == "/etc/shadow"' event.json`,
      `  secl eval 'open.flags & O_CREAT > 0' events.jsonl --trace`,
      '  secl eval --policies rules.policy --rule open_shadow event.json',
      `  secl eval 'exec.file.name in shells' event.json --policies rules.policy`,
      `  echo '{"Type": "exec", "Values": {"exec.file.name": "nc"}}' | secl eval 'exec.file.name == "nc"' -`,
    ].join('\n'),
  },
});
