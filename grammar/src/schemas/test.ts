/**
 * The JSON Schema of test files (docs/guides/test.md), for editors. Fields of events are open: which there are depends on the
 * event type and the platform, and `secl test` says it better than a schema could.
 */
import { catalogue, type Platform } from '@secl/model';

type Schema = Readonly<Record<string, unknown>>;

const mapping = (description: string, properties: Schema, rest: Schema = {}): Schema => ({
  description,
  type: 'object',
  additionalProperties: false,
  properties,
  ...rest,
});
const to = (name: string, description: string, rest: Schema = {}): Schema => ({
  description,
  $ref: `#/$defs/${name}`,
  ...rest,
});
const list = (description: string, items: Schema): Schema => ({ description, type: 'array', items });
const byRule = (description: string, value: Schema): Schema => ({
  description,
  type: 'object',
  additionalProperties: value,
});

const duration = (description: string): Schema =>
  to('text', description, { examples: ['300ms', '10s', '5m', '1h30m'] });
const time = (description: string): Schema => to('text', description, { examples: ['2026-03-01T10:00:00Z'] });

const platforms: readonly Platform[] = ['linux', 'windows'];
const eventTypes = new Map(
  platforms.flatMap((platform) =>
    catalogue(platform).eventTypes.map(
      ({ name }) => [name, catalogue(platform).describeEventType(name)] as const,
    ),
  ),
);

const recording: Schema = {
  description: 'A recording, and which of its events count; those before still set variables.',
  oneOf: [
    to('text', 'Its path, seen from this file.'),
    mapping(
      'Its path, and which of its events count.',
      {
        path: to('text', 'Its path, seen from this file.'),
        format: to('text', 'Its format, where the first lines do not tell.'),
        types: to('texts', 'Event types that count.'),
        where: to('text', 'A condition, in SECL, that events have to meet.'),
        lines: to('text', 'A line of the recording, or a range of them.', { examples: ['10-20'] }),
        since: time('Events from then on.'),
        until: time('Events before then.'),
      },
      { required: ['path'] },
    ),
  ],
};

const event: Schema = {
  description: 'An event: its type with what it is about, and fields by their names in rules.',
  type: 'object',
  properties: {
    ...Object.fromEntries([...eventTypes].map(([name, description]) => [name, { description }])),
    by: to('text', 'Who causes it: processes from the outermost inwards.', {
      examples: ['nginx > sh -c id > curl'],
    }),
    ancestors: list('Fields of ancestors, from the parent outwards.', { type: 'object' }),
    variables: byRule('What variables hold for this event.', to('value', 'A value.')),
    host: to('text', 'The host that it happens on.'),
    unknown: to('texts', 'Fields that are not known; `*` for any run of characters.'),
    after: duration('Time since the event before.'),
    times: { description: 'How often it happens.', type: 'integer', minimum: 0, default: 1 },
    expect: to('expectation', 'What is expected of this event.'),
  },
};

const verdict = {
  type: 'string',
  pattern: '^(loaded|filtered|undecided|rejected( \\S+)?)$',
  examples: ['loaded', 'filtered', 'rejected', 'rejected name/unknown-field'],
};

const expectation: Schema = {
  description: 'The rules that match and no others, `none`, or more.',
  oneOf: [
    to('texts', 'Ids of the rules that match, or `none`.'),
    mapping('What is expected.', {
      rules: to('texts', 'These match and no others; `none` is none.'),
      fires: to('texts', 'These match, whatever others do.'),
      silent: {
        description: 'These do not match, and could; with the condition that is the reason.',
        oneOf: [
          to('texts', 'Ids of rules.'),
          byRule('Ids, and the condition that is false.', to('text', 'A condition of the rule.')),
        ],
      },
      undecided: to('texts', 'What these say hangs on an unknown value.'),
      counts: byRule('How often rules match.', { type: 'integer', minimum: 0 }),
      sent: byRule('How many events an agent would send.', { type: 'integer', minimum: 0 }),
      variables: byRule('What variables hold afterwards.', to('value', 'A value.')),
      actions: byRule(
        'What rules do.',
        to('texts', 'Actions, such as `kill` or `set process.seen`, or `none`.'),
      ),
      verdicts: byRule('What becomes of rules when they are loaded.', {
        oneOf: [verdict, byRule('By target.', verdict)],
      }),
    }),
  ],
};

const testCase = mapping('Events, and what rules are expected to make of them.', {
  name: to('text', 'What the case is about, in a few words.'),
  description: to('text', 'For people.'),
  targets: to('texts', 'The targets of this file that it is for.'),
  start: time('When time begins; 2026-01-01 without it.'),
  events: list('What happens, in this order.', to('event', 'An event.')),
  recording,
  expect: to('expectation', 'What is expected of all events together.'),
  variants: list('Rows of a table: the case is run with the values of each in the place of `<name>`.', {
    type: 'object',
  }),
});

const target: Schema = {
  oneOf: [
    to('text', 'A target of secl.yaml.'),
    mapping('A target described in place.', {
      name: to('text', 'How this file calls it.'),
      os: { enum: ['linux', 'windows'] },
      agent: to('text', 'A version, or a range of versions.', { examples: [7.68, '>= 7.50'] }),
      origin: { enum: ['ebpf', 'ebpfless', 'fargate', 'windows'] },
      kernel: to('text', 'As `uname -r` prints it, or its start.'),
      distro: to('text', 'The distribution of the host.'),
    }),
  ],
};

export const testSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:secl-toolkit:schema:test-file',
  title: 'Tests of rules',
  ...mapping(
    'Tests of the rules beside this file, or of those that it names.',
    {
      description: to('text', 'For people.'),
      policies: to('texts', 'Files, directories or patterns, seen from this file.'),
      rule_set: to('text', 'A rule set of secl.yaml.'),
      targets: { description: 'Targets that each case runs on.', oneOf: [target, list('Several.', target)] },
      about: to('texts', 'Ids of the rules that exact sets speak of; `*` for any run of characters.'),
      cases: list('The tests.', to('case', 'A test.')),
    },
    { required: ['cases'] },
  ),
  $defs: {
    text: { type: ['string', 'number', 'boolean'] },
    texts: { oneOf: [{ $ref: '#/$defs/text' }, { type: 'array', items: { $ref: '#/$defs/text' } }] },
    value: { oneOf: [{ $ref: '#/$defs/text' }, { type: 'array', items: { $ref: '#/$defs/text' } }] },
    case: testCase,
    event,
    expectation,
  },
};
