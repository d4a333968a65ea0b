/**
 * The JSON Schema of policy files, for editors and other programs that know YAML and not SECL. It describes what agents
 * read (spec/policies.md, Files), and asks for no more; keys that agents ignore are refused, because they are mistakes.
 */
import { catalogue } from '@secl/model';

type Schema = Readonly<Record<string, unknown>>;

/** A mapping with these keys and no other. */
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
const list = (description: string, items: Schema, rest: Schema = {}): Schema => ({
  description,
  type: 'array',
  items,
  ...rest,
});
const oneOf = (description: string, values: readonly string[], rest: Schema = {}): Schema => ({
  description,
  enum: values,
  ...rest,
});
const flag = (description: string): Schema => to('flag', description, { default: false });

/** `kill` takes the names of Linux on every platform. */
const signals = catalogue('linux')
  .constants.filter(({ groups }) => groups.includes('Signal constants'))
  .map(({ name }) => name)
  .sort();

const filters = list(
  'Conditions on the host and the agent, in SECL. One of them has to hold; without any, every host takes it.',
  to('expression', 'A condition on the host and the agent.'),
  { examples: [['os == "linux"', 'kernel.version.major >= 5']] },
);
const agentVersion = to('text', 'A constraint on the version of agents that take it. Without one, all do.', {
  examples: ['>= 7.50', '>= 7.42, < 7.60'],
});

const macro = mapping(
  'A name that expressions use. It is an expression or a list of texts, not both.',
  {
    id: to('id', 'The name, as expressions write it.'),
    description: to('text', 'For people.'),
    expression: to('expression', 'What the name stands for: an expression, or a list in brackets.'),
    values: list('Texts, taken literally: patterns are none here.', to('text', 'A text.'), {
      examples: [['sh', 'bash', 'zsh']],
    }),
    agent_version: agentVersion,
    filters,
    combine: oneOf('What becomes of an earlier macro with this id. Without a word, this one is ignored.', [
      'merge',
      'override',
    ]),
  },
  { required: ['id'] },
);

const rule = mapping(
  'A rule: an expression over the fields of one type of event, and what happens where it is true.',
  {
    id: to('id', 'The name of the rule. Of several with one id the first counts.'),
    version: to('text', 'For people.'),
    description: to('text', 'For people.'),
    expression: to('expression', 'When the rule matches. All its fields belong to one type of event.'),
    tags: {
      description: 'Keys and texts that go with what the rule reports.',
      type: 'object',
      additionalProperties: to('text', 'A text.'),
      examples: [{ tactic: 'TA0002-execution', technique: 'T1059-command-and-scripting-interpreter' }],
    },
    product_tags: list('Tags for the product.', to('text', 'A tag, as key:value.')),
    agent_version: agentVersion,
    filters,
    disabled: flag(
      'Whether the rule is switched off. A custom policy can switch off a rule of the default policy.',
    ),
    combine: oneOf(
      'What becomes of an earlier rule with this id: what `override_options` lists is replaced. Without it, this rule is ignored.',
      ['override'],
    ),
    override_options: mapping('What an override replaces; without fields, nothing.', {
      fields: list(
        'Keys of the rule. `all` is everything but the expression, over a rule of the default policy only.',
        { enum: ['all', 'actions', 'every', 'tags', 'product_tags'] },
      ),
    }),
    actions: list('What happens on every match, in this order.', { $ref: '#/$defs/action' }),
    every: to('duration', 'Matches are sent at most once in this time.'),
    limiter_token: list(
      'Fields: the limit on what is sent counts for each of their values alone.',
      to('text', 'A field.'),
    ),
    silent: flag('Whether matches are kept back: actions run, and nothing is sent.'),
    group_id: to('text', 'The group that the rule belongs to.'),
    priority: {
      description: 'What newer agents order rules by, within policies of one type.',
      type: 'integer',
      default: 0,
    },
  },
  {
    required: ['id'],
    // A definition that only switches a rule off, or changes an earlier one, has none of its own.
    if: { not: { anyOf: [{ required: ['combine'] }, { required: ['disabled'] }] } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { required: ['expression'] },
  },
);

const set = mapping(
  'Sets a variable that expressions read as `${name}`, or `${scope.name}`. Its value is one of `value`, `field` and `expression`.',
  {
    name: { description: 'The name of the variable.', type: 'string', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' },
    value: to('value', 'A fixed value.'),
    field: to('text', 'A field, whose value is taken.'),
    expression: to('expression', 'An expression, whose value is taken; `default_value` says its type.'),
    default_value: to('value', 'What the variable is until it is set.'),
    append: flag('Whether the value is added to those that the variable holds.'),
    scope: oneOf('What each has a value of its own. Without it there is one for all.', [
      'process',
      'container',
      'cgroup',
    ]),
    scope_field: to(
      'text',
      'A field with the PID of the process that the variable belongs to; for later agents.',
    ),
    size: {
      description: 'How many values an array holds; the oldest leave.',
      type: 'integer',
      minimum: 0,
      default: 100,
    },
    ttl: to('duration', 'After this time a value is forgotten.'),
    private: flag('Whether the variable is kept out of what is sent.'),
    inherited: flag('Whether processes read what an ancestor has; only in the scope `process`.'),
  },
  {
    required: ['name'],
    oneOf: [{ required: ['value'] }, { required: ['field'] }, { required: ['expression'] }],
    dependentRequired: { expression: ['default_value'] },
  },
);

const sections: Schema = {
  set,
  kill: mapping(
    'Sends a signal.',
    {
      signal: oneOf('The signal.', signals),
      scope: oneOf('What it is sent to.', ['process', 'container', 'cgroup'], { default: 'process' }),
      disable_container_disarmer: flag(
        'Whether a rule may go on killing in containers where it has killed often.',
      ),
      disable_executable_disarmer: flag(
        'Whether a rule may go on killing executables that it has killed often.',
      ),
    },
    { required: ['signal'] },
  ),
  hash: mapping('Adds hashes of a file. Without a field it is that of the event, on exec and open only.', {
    field: to('text', 'The field of the file.'),
    max_file_size: { description: 'Larger files, in bytes, are left out.', type: 'integer', minimum: 0 },
  }),
  coredump: mapping('Dumps what the agent knows, for its developers.', {
    process: flag('Processes.'),
    mount: flag('Mounts.'),
    dentry: flag('Paths.'),
    no_compression: flag('Whether the dump stays uncompressed.'),
  }),
  log: mapping(
    'Writes to the log of the agent.',
    {
      level: oneOf('How loud.', ['debug', 'info', 'warning', 'error']),
      message: to('text', 'What is written.'),
    },
    { required: ['level'] },
  ),
  network_filter: mapping('Drops packets.', {
    filter: to('text', 'Which packets: a filter in the language of BPF tools, no SECL.', {
      examples: ['port 53'],
    }),
    policy: oneOf('What becomes of them.', ['drop']),
    scope: to('text', 'Whose packets.'),
  }),
};

const action = mapping(
  'One thing to do. An action with no section, or with more than one, is dropped and the rule loads all the same.',
  { filter: to('expression', 'The action is for matches of which this is true.'), ...sections },
  { oneOf: Object.keys(sections).map((section) => ({ required: [section] })) },
);

export const policySchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:secl-toolkit:schema:policy',
  title: 'Workload Protection agent policy',
  description: 'Rules and macros of a Workload Protection agent: a *.policy file.',
  type: 'object',
  additionalProperties: false,
  properties: {
    version: to('text', 'For people.'),
    type: to('text', 'For people.'),
    description: to('text', 'For people.'),
    replace_policy_id: to('text', 'The policy that this one stands in for.'),
    hook_points: { description: 'Nothing that loading looks at.' },
    macros: list(
      'Names that expressions of all policies use.',
      { $ref: '#/$defs/macro' },
      { type: ['array', 'null'] },
    ),
    rules: list('The rules.', { $ref: '#/$defs/rule' }, { type: ['array', 'null'] }),
  },
  $defs: {
    macro,
    rule,
    action,
    id: { type: ['string', 'integer'], pattern: '^[a-zA-Z0-9_]+$' },
    // Agents read scalars by their source text, so that `7.50` and `true` are texts where one is due.
    text: { type: ['string', 'number', 'boolean'] },
    expression: { type: ['string', 'number', 'boolean'] },
    // Words of YAML 1.1, which readers of YAML 1.2 take for texts. `"true"` in quotes is none.
    flag: {
      anyOf: [
        { type: 'boolean' },
        {
          enum: [
            'yes',
            'Yes',
            'YES',
            'no',
            'No',
            'NO',
            'on',
            'On',
            'ON',
            'off',
            'Off',
            'OFF',
            'y',
            'Y',
            'n',
            'N',
          ],
        },
      ],
    },
    duration: {
      anyOf: [
        { type: 'string', pattern: '^[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$' },
        { type: 'integer', description: 'Nanoseconds.' },
      ],
      examples: ['30s', '10m', '1h30m'],
    },
    value: {
      anyOf: [
        { type: ['string', 'integer', 'boolean'] },
        { type: 'array', items: { type: 'string' } },
        { type: 'array', items: { type: 'integer' } },
      ],
    },
  },
};
