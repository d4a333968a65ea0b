import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

interface OwnFlags {
  readonly keep?: readonly string[];
  readonly keepWord?: readonly string[];
  readonly keepFor?: readonly string[];
  readonly remove?: readonly string[];
  readonly rules?: string;
  readonly format?: string;
  readonly os: 'linux' | 'windows';
  readonly output?: string;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type RedactFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

export const redact = buildCommand<RedactFlags, string[], CliContext>({
  loader: runs(async () => (await import('./redact-run.ts')).redact),
  parameters: {
    flags: {
      keep: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: ',',
        brief: 'What may stay: arguments, environment, users, hosts, addresses, paths',
        placeholder: 'KIND',
      },
      keepWord: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'A text that stays wherever it stands; may be given again',
        placeholder: 'TEXT',
      },
      keepFor: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'Keep what these policies look for, and tell which of their rules decide otherwise afterwards',
        placeholder: 'PATH',
      },
      remove: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'Take out this field as a whole and make it unknown; * stands for anything',
        placeholder: 'FIELD',
      },
      rules: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'File with rules of this kind, one a line',
        placeholder: 'FILE',
      },
      format: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'What wrote the recording, such as strace [default: recognised]',
        placeholder: 'FORMAT',
      },
      os: { kind: 'enum', values: ['linux', 'windows'], default: 'linux', brief: 'Where it was recorded' },
      output: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'File to write, or - for standard output [default: -]',
        placeholder: 'FILE',
      },
    },
    aliases: { o: 'output' },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Recording of any format, plain or gzip, or - for standard input',
        parse: String,
        placeholder: 'FILE',
      },
    },
  },
  docs: {
    brief: 'Take arguments, users, hosts, addresses and paths out of a recording, and leave it replayable',
    fullDescription: [
      'Each value gets a name of its own, the same in the whole recording: arg-1, user-2, host-3. Names of flags, paths of',
      'the system and numbers stay. What comes out are canonical events. Times and process ids stay as they are.',
      'Exit code 0; 1 where a rule of --keep-for decides otherwise afterwards; 2 where a recording cannot be read.',
      '',
      'Examples:',
      '  secl redact recording.jsonl -o shared.jsonl',
      '  secl redact audit.log --keep addresses --keep-word backup-07 -o shared.jsonl',
      '  secl redact recording.jsonl --keep-for rules/ -o shared.jsonl',
    ].join('\n'),
  },
});
