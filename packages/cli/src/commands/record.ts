import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

export const recorders = ['auto', 'strace', 'bpftrace'] as const;

interface OwnFlags {
  readonly pid?: number;
  readonly all: boolean;
  readonly with: (typeof recorders)[number];
  readonly output: string;
  readonly raw: boolean;
  readonly redact: boolean;
  readonly seconds?: number;
  readonly script: boolean;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type RecordFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error('this takes a whole number above 0');
  return Number(text);
}

export const record = buildCommand<RecordFlags, string[], CliContext>({
  loader: runs(async () => (await import('./record-run.ts')).record),
  parameters: {
    flags: {
      pid: {
        kind: 'parsed',
        parse: wholeNumber,
        optional: true,
        brief: 'Record this process and what it starts, until it ends or ctrl-C',
        placeholder: 'PID',
      },
      all: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Record all processes, until ctrl-C',
      },
      with: {
        kind: 'enum',
        values: recorders,
        default: 'auto',
        brief: 'What records: strace tells more, bpftrace slows down less',
      },
      output: {
        kind: 'parsed',
        parse: String,
        default: 'recording.jsonl',
        brief: 'File to write',
        placeholder: 'FILE',
      },
      raw: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Keep what strace or bpftrace wrote, instead of events',
      },
      redact: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Write events as secl redact would, by the rules of secl.yaml',
      },
      seconds: {
        kind: 'parsed',
        parse: wholeNumber,
        optional: true,
        brief: 'End the recording after so many seconds',
        placeholder: 'N',
      },
      script: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Print the script that bpftrace would run, and record nothing',
      },
    },
    aliases: { o: 'output', p: 'pid' },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Command to run and record, with its arguments',
        parse: String,
        placeholder: 'COMMAND',
      },
    },
  },
  docs: {
    brief: 'Record what a command, a process or all processes do, as events to replay',
    fullDescription: [
      'Runs strace or bpftrace, and writes what they tell as canonical events. Nothing is sent anywhere. What they cannot',
      'see is marked as unknown in every event. Recordings hold arguments, paths and addresses: --redact takes them out.',
      'Exit code 0 when there is a recording, whatever the command returned (that is told); 2 when there is none.',
      '',
      'Examples:',
      '  secl record -- ./install.sh               a command, with all that it starts',
      '  secl record -o web.jsonl --pid 4242       a process that runs, until it ends or ctrl-C',
      '  sudo secl record --all --seconds 60       the whole machine, with bpftrace',
    ].join('\n'),
  },
});
