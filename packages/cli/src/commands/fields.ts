import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatFlag } from '../report/format.ts';

export type FieldsFlags = {
  readonly event?: string;
  readonly diff?: string;
  readonly constants?: string;
  readonly os?: 'linux' | 'windows';
  readonly agent?: string;
  readonly all?: boolean;
  readonly format: 'pretty' | 'json';
};

export const fields = buildCommand<FieldsFlags, string[], CliContext>({
  loader: runs(async () => (await import('./fields-run.ts')).fields),
  parameters: {
    flags: {
      event: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'What rules on this event type can ask',
        placeholder: 'TYPE',
      },
      diff: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'What came, changed and went between two agents',
        placeholder: 'A..B',
      },
      constants: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'The constants of a group, or one by its name',
        placeholder: 'NAME',
      },
      os: {
        kind: 'enum',
        values: ['linux', 'windows'],
        optional: true,
        brief: 'Whose fields [default: linux]',
      },
      agent: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Only what agents of this version know',
        placeholder: 'VERSION',
      },
      all: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Every field that is found, not the best 30',
      },
      format: formatFlag(['pretty', 'json']),
    },
    positional: {
      kind: 'array',
      parameter: {
        brief: 'A name of a field, or words of its name and description',
        parse: String,
        placeholder: 'QUERY',
      },
    },
  },
  docs: {
    brief: 'What rules can ask: fields, constants and event types, by agent version',
    fullDescription: [
      'Searches the fields of agents by name and by the words of their descriptions. The exact name of a field gives its',
      'card: type, versions, how it is compared, its constants, and conditions to copy. Versions with ~ are estimates.',
      '',
      '  secl fields                            the event types',
      '  secl fields working directory          fields that these words describe',
      "  secl fields 'exec.*path'               fields of this shape",
      '  secl fields exec.file.name             all about one field',
      '  secl fields --event chmod              what rules on chmod can ask',
      '  secl fields --diff 7.60..7.68          what agents 7.61 to 7.68 brought',
      '  secl fields --constants "open flags"   the constants of a group',
      '  secl fields --constants O_CREAT        what a constant is',
      '  secl fields registry --os windows --agent 7.60',
    ].join('\n'),
  },
});
