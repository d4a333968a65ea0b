import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type PolicyFlags, policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';
import { type TargetFlags, targetFlags } from '../target.ts';

export const replayFormats = ['pretty', 'json', 'jsonl', 'markdown'] as const;
export const groupings = ['rule', 'process', 'host', 'severity', 'policy', 'technique'] as const;

interface OwnFlags extends PolicyFlags, TargetFlags {
  readonly format: (typeof replayFormats)[number];
  readonly why?: readonly string[];
  readonly compare?: string;
  readonly groupBy: (typeof groupings)[number];
  readonly rule?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly failOn?: readonly string[];
  readonly recordingFormat?: string;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type ReplayFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const replay = buildCommand<ReplayFlags, string[], CliContext>({
  loader: runs(async () => (await import('./replay-run.ts')).replay),
  parameters: {
    flags: {
      ...policyFlags,
      ...targetFlags,
      format: formatFlag(replayFormats),
      why: {
        kind: 'parsed',
        parse: String,
        brief:
          'Say why this rule does not match: what failed how often, and the nearest misses; may be given again',
        placeholder: 'RULE',
        optional: true,
        variadic: true,
      },
      compare: {
        kind: 'parsed',
        parse: String,
        brief: 'The rules as they were before: a file, directory or pattern; says what differs',
        placeholder: 'PATH',
        optional: true,
      },
      groupBy: { kind: 'enum', values: groupings, brief: 'What triggered, grouped', default: 'rule' },
      rule: {
        kind: 'parsed',
        parse: String,
        brief: 'Report only these rules; several with commas',
        placeholder: 'RULE',
        optional: true,
        variadic: ',',
      },
      since: {
        kind: 'parsed',
        parse: String,
        brief:
          'Only events from this time on, such as 2026-03-01T10:00:00Z; earlier ones still set variables',
        placeholder: 'TIME',
        optional: true,
      },
      until: {
        kind: 'parsed',
        parse: String,
        brief: 'Only events before this time',
        placeholder: 'TIME',
        optional: true,
      },
      failOn: {
        kind: 'parsed',
        parse: String,
        brief: 'Exit 1 on: match, rejected, undecided, or a severity (low, medium, high, critical) and above',
        placeholder: 'WHAT',
        optional: true,
        variadic: ',',
      },
      recordingFormat: {
        kind: 'parsed',
        parse: String,
        brief: 'Format of the recordings, where their first lines do not tell: see `secl formats`',
        placeholder: 'FORMAT',
        optional: true,
      },
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Recording, directory of recordings, or - for standard input',
        parse: String,
        placeholder: 'RECORDING',
      },
    },
  },
  docs: {
    brief: 'Replay recorded events through rules: what triggers, why, and why not',
    fullDescription: [
      'Reads recordings of kernel events, runs the rules over them as an agent would, and tells which rules load, which',
      'trigger and on which values. Actions are reported, never performed. Without recordings those of secl.yaml are taken.',
      '',
      'Examples:',
      '  secl replay --policies rules-library/policies rules-library/recordings/attack-sim.strace',
      '  secl replay --policies rules-library/policies --why shadow_read rules-library/recordings/attack-sim.strace',
      '  secl replay --policies new/ --compare old/ recordings/*.jsonl',
      '  tail -f events.jsonl | secl replay --policies rules/ --format jsonl -',
    ].join('\n'),
  },
});
