import { applyEdits, createLineIndex } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../schema/secl-yaml.schema.json' with { type: 'json' };
import { type Config, readConfig } from './config.ts';

const whole = `
rule_sets:
  hosts:
    policies: [policies, extra/*.policy]
    default: vendor/default.policy
    targets: [ubuntu]
    external:
      macros: [CONTAINER_CLIENTS]
      variables: {process.seen: bool, hosts: 'string[]'}
      ids: [default_rule]
  fargate:
    policies: fargate.policy
targets:
  ubuntu: {agent: 7.60, kernel: 5.15.0-1051-aws, distro: ubuntu 22.04}
  tasks: {origin: fargate, facts: {hostname: web-1, envs: [DD_X=1]}}
recordings:
  attack: recordings/attack.strace
  all: [recordings/*.strace]
redact:
  keep: [addresses, hosts]
  keep_words: backup-07
  remove: [process.envp, '*.argv']
`;

/** What is wrong, with the text that it points at. */
function mistakes(text: string): readonly string[] {
  return readConfig('secl.yaml', text).problems.map(
    ({ message, place }) => `${text.slice(place.range.start, place.range.end)}: ${message}`,
  );
}

describe('secl.yaml', () => {
  it('names rule sets, with paths from where it lies', () => {
    const { ruleSets, problems } = readConfig('../secl.yaml', whole);
    expect(problems).toEqual([]);
    expect(ruleSets.map(({ name, policies, defaultPolicy }) => ({ name, policies, defaultPolicy }))).toEqual([
      {
        name: 'hosts',
        policies: ['../policies', '../extra/*.policy'],
        defaultPolicy: '../vendor/default.policy',
      },
      { name: 'fargate', policies: ['../fargate.policy'], defaultPolicy: undefined },
    ]);
  });

  it('says what a base would bring', () => {
    const [hosts] = readConfig('secl.yaml', whole).ruleSets;
    expect(hosts?.external).toEqual({
      macros: new Set(['CONTAINER_CLIENTS']),
      variables: new Map([
        ['process.seen', { type: 'bool', array: false }],
        ['hosts', { type: 'string', array: true }],
      ]),
      ids: new Set(['default_rule']),
    });
  });

  it('gives a rule set the targets it names, or all', () => {
    const { ruleSets } = readConfig('secl.yaml', whole);
    expect(ruleSets.map(({ targets }) => targets.map(({ name }) => name))).toEqual([
      ['ubuntu'],
      ['ubuntu', 'tasks'],
    ]);
  });

  it('reads 7.60 as the version 7.60, and the facts that follow from the rest', () => {
    const ubuntu = readConfig('secl.yaml', whole).targets.get('ubuntu')?.target;
    expect(ubuntu?.agentVersion?.minor).toBe(60);
    expect(ubuntu?.host.get('kernel.version.abi')).toBe(1051);
    expect(ubuntu?.host.get('kernel.version.flavor')).toBe('aws');
    expect(ubuntu?.host.get('os.id')).toBe('ubuntu');
    expect(ubuntu?.host.get('os.is_debian')).toBe(false);
  });

  it('takes further facts by their names', () => {
    const tasks = readConfig('secl.yaml', whole).targets.get('tasks')?.target;
    expect(tasks?.origin).toBe('ebpfless');
    expect(tasks?.host.get('hostname')).toBe('web-1');
    expect(tasks?.host.get('envs')).toEqual(['DD_X=1']);
  });

  it('names recordings', () => {
    expect([...readConfig('ci/secl.yaml', whole).recordings]).toEqual([
      ['attack', ['ci/recordings/attack.strace']],
      ['all', ['ci/recordings/*.strace']],
    ]);
  });

  it.each(['', '# nothing yet\n', 'rule_sets:\ntargets:\n'])('may say nothing: %j', (text) => {
    const { ruleSets, problems } = readConfig('secl.yaml', text);
    expect({ ruleSets, problems }).toEqual({ ruleSets: [], problems: [] });
  });
});

describe('a mistake in secl.yaml is said at its place', () => {
  it.each([
    ['rulesets: {}\n', 'rulesets: `rulesets` is not a key of secl.yaml: did you mean `rule_sets`?'],
    [
      '- a\n',
      '- a: `secl.yaml` takes a mapping with `rule_sets`, `targets` and `recordings`; this is a list',
    ],
    ['rule_sets: {a: policies}\n', 'policies: `a` takes a mapping with `policies`; this is `policies`'],
    [
      'rule_sets: {a: {policy: x}}\n',
      'policy: `policy` is not a key of a rule set: did you mean `policies`?',
    ],
    ['rule_sets: {a: {default: x}}\n', '{default: x}: the rule set `a` names no `policies`'],
    [
      'rule_sets: {a: {policies: x, targets: [linus]}}\ntargets: {linux: {}}\n',
      'linus: no target is called `linus`: did you mean `linux`?',
    ],
    [
      'targets: {a: {agent: seven}}\n',
      'seven: `seven` is not an agent version: write it as 7.68 or 7.68.1, as a range such as ">= 7.50", or as unknown',
    ],
    ['targets: {a: {os: linus}}\n', 'linus: `linus` is not an operating system: did you mean `linux`?'],
    ['targets: {a: {origin: ebfp}}\n', 'ebfp: `ebfp` is not an origin: did you mean `ebpf`?'],
    [
      'targets: {a: {distro: ubunto 22}}\n',
      'ubunto 22: `ubunto 22` is not a known distribution: did you mean `ubuntu`?',
    ],
    ['targets: {a: {os: windows, origin: ebpf}}\n', 'ebpf: the origin `ebpf` does not exist on windows'],
    [
      'targets: {a: {facts: {os.is_rehl: true}}}\n',
      'os.is_rehl: `os.is_rehl` is not a host fact that filters can ask for: did you mean `os.is_rhel`?',
    ],
    [
      'targets: {a: {facts: {kernel.version.major: five}}}\n',
      'five: `kernel.version.major` takes an integer; this is `five`',
    ],
    [
      'redact: {keep: [adresses]}\n',
      'adresses: `keep` takes kinds of what is taken out (arguments, environment, users, hosts, addresses, paths); this is `adresses`: did you mean `addresses`?',
    ],
    [
      'redact: {remove: [proces.envp]}\n',
      'proces.envp: `remove` takes fields of events, with `*` for any run of characters; this is `proces.envp`: did you mean `process.envp`?',
    ],
    ['recordings: [a]\n', '[a]: `recordings` takes a mapping from names to files; this is a list'],
    ['targets: {a: {}, a: {}}\n', 'a: `a` stands twice in this mapping'],
  ])('%s', (text, mistake) => {
    expect(mistakes(text)).toContain(mistake);
  });

  it('leaves the rest readable', () => {
    const text = applyEdits(whole, [
      { range: { start: whole.indexOf('agent: 7.60'), end: whole.indexOf(', kernel') }, text: 'agent: x' },
    ]);
    const config = readConfig('secl.yaml', text);
    expect(config.problems.map(({ code }) => code)).toEqual(['workspace/unknown-target', 'workspace/target']);
    expect(config.ruleSets).toHaveLength(2);
    const at = createLineIndex(text).positionAt(config.problems[1]?.place.range.start ?? 0);
    expect(at).toMatchObject({ line: 14, column: 19 });
  });
});

describe('the published schema', () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

  it('accepts what the reader accepts', () => {
    expect(validate(plain(readConfig('secl.yaml', whole)))).toBe(true);
  });

  it.each([
    { rulesets: {} },
    { rule_sets: { a: { policy: 'x' } } },
    { rule_sets: { a: {} } },
    { targets: { a: { os: 'beos' } } },
    { rule_sets: { a: { policies: 'x', external: { variables: { seen: 'text' } } } } },
    { redact: { keep: ['adresses'] } },
    { redact: { keep_word: ['x'] } },
    { redact: ['process.envp'] },
  ])('refuses what the reader refuses: %j', (value) => {
    expect(validate(value)).toBe(false);
    expect(readConfig('secl.yaml', JSON.stringify(value)).problems).not.toEqual([]);
  });
});

/** The example as an editor's YAML reader hands it to the schema. */
function plain({ problems }: Config): unknown {
  expect(problems).toEqual([]);
  return {
    rule_sets: {
      hosts: {
        policies: ['policies', 'extra/*.policy'],
        default: 'vendor/default.policy',
        targets: ['ubuntu'],
        external: {
          macros: ['CONTAINER_CLIENTS'],
          variables: { 'process.seen': 'bool', hosts: 'string[]' },
          ids: ['default_rule'],
        },
      },
      fargate: { policies: 'fargate.policy' },
    },
    targets: {
      ubuntu: { agent: 7.6, kernel: '5.15.0-1051-aws', distro: 'ubuntu 22.04' },
      tasks: { origin: 'fargate', facts: { hostname: 'web-1', envs: ['DD_X=1'] } },
    },
    recordings: { attack: 'recordings/attack.strace', all: ['recordings/*.strace'] },
    redact: {
      keep: ['addresses', 'hosts'],
      keep_words: 'backup-07',
      remove: ['process.envp', '*.argv'],
    },
  };
}
