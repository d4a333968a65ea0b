import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';

interface OwnFlags {
  readonly format?: string;
  readonly os: 'linux' | 'windows';
  readonly output?: string;
  readonly rebase?: string;
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type ImportFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

/** `import` is a word of the language. */
export const importEvents = buildCommand<ImportFlags, string[], CliContext>({
  loader: runs(async () => (await import('./import-run.ts')).importEvents),
  parameters: {
    flags: {
      format: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'What wrote the recording, as `secl formats` names it [default: recognised]',
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
      rebase: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Shift all times so that the first event is at this one: for clocks that are years off',
        placeholder: 'TIME',
      },
    },
    aliases: { o: 'output' },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Recording, plain or gzip; a directory of them; - for standard input',
        parse: String,
        placeholder: 'FILE',
      },
    },
  },
  docs: {
    brief: 'Turn recordings of other tools into canonical events, one JSON object a line',
    fullDescription: [
      'Reads as a stream, in constant memory. Lines that are not understood are skipped, each with a warning on stderr.',
      'Exit code 0, also with warnings; 2 where a recording cannot be read or its format is not known.',
      '',
      'Several recordings are merged by time, as a replay merges them, where all of them have usable times.',
      '`secl formats` lists what can be read.',
      '',
      '  secl import attack.strace                      what strace -f -ttt -y -yy -v -s 4096 wrote',
      '  secl import tetragon/ -o events.jsonl          the files of an export that was split',
      '  secl import tracee.json --rebase 2026-03-01T10:00:00Z',
      '  strace -f -ttt -y -yy -v -s 4096 ls 2>&1 >/dev/null | secl import - --format strace',
    ].join('\n'),
  },
});
