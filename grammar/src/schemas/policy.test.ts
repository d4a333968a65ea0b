import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readPolicy } from '@secl/policy';
import { parseJsonExact } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import schema from '../../schemas/policy.schema.json' with { type: 'json' };

const validate = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false }).compile(schema);

/** What an editor that knows the schema would say of the file: `/rules/0 must NOT have …`. */
function complaintsOf(policy: string): readonly string[] {
  validate(parse(policy));
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter((each) => each !== undefined).join(' '),
  );
}

const repository = new URL('../../../', import.meta.url);
const policiesIn = (folder: URL): readonly { name: string; text: string }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.policy'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

describe('takes', () => {
  it.each(policiesIn(new URL('rules-library/policies/', repository)))('$name of the library', ({ text }) => {
    expect(complaintsOf(text)).toEqual([]);
  });

  const fetched = new URL('../shared/fetched/datadog/default-policies/', repository);
  const missing = !existsSync(fetched);
  it.skipIf(missing)(`released default policies${missing ? ' (not here: ../shared/fetched)' : ''}`, () => {
    const policies = policiesIn(fetched);
    expect(policies.length).toBeGreaterThan(2);
    for (const { name, text } of policies) expect(complaintsOf(text), name).toEqual([]);
  });

  it('every key there is, with a value of each kind', () => {
    expect(complaintsOf(whole)).toEqual([]);
    expect(readPolicy('a.policy', whole).problems.map(({ message }) => message)).toEqual([]);
  });

  it('a policy with nothing in it yet', () => {
    expect(complaintsOf('rules:\nmacros:\n')).toEqual([]);
  });
});

/** All keys that agents read; the reader of policies is asked whether it knows them too. */
const whole = `
version: 1.2
type: policy
description: what it is for
replace_policy_id: other
hook_points: []
macros:
  - id: shells
    description: shells
    values: [sh, 1, true]
    agent_version: 7.50
    filters: ['os == "linux"']
    combine: merge
  - {id: is_shell, expression: exec.file.name in shells, combine: override}
rules:
  - id: off
    disabled: yes
  - id: changed
    combine: override
    override_options: {fields: [all, actions, every, tags, product_tags]}
  - id: 12
    version: 1
    description: 7.5
    expression: exec.file.name == "sh"
    tags: {technique: T1059, n: 1}
    product_tags: ['a:b']
    agent_version: ">= 7.50"
    filters: ['os == "linux"', 'os == "windows"']
    disabled: false
    every: 1h30m
    limiter_token: [process.pid]
    silent: on
    group_id: g
    priority: 3
    actions:
      - filter: exec.pid > 3
        set: {name: a, value: 1, append: true, scope: process, scope_field: exec.pid, size: 3, ttl: 10m, private: true, inherited: true}
      - set: {name: b, field: exec.file.path}
      - set: {name: c, expression: '\${a} + 1', default_value: 0}
      - set: {name: d, value: [a, b], ttl: 1000000000}
      - kill: {signal: SIGKILL, scope: container, disable_container_disarmer: true, disable_executable_disarmer: true}
      - hash: {field: exec.file, max_file_size: 100}
      - hash: {}
      - coredump: {process: true, mount: true, dentry: true, no_compression: true}
      - log: {level: info, message: text}
      - network_filter: {filter: port 53, policy: drop, scope: process}
`;

describe('refuses', () => {
  it.each([
    ['rule: []', 'rule'],
    ['rules:\n  - {id: a, expresion: x}', 'expresion'],
    ['rules:\n  - {id: a, expression: x, action: []}', 'action'],
    ['rules:\n  - {id: a, expression: x, override_options: {field: []}}', 'field'],
    ['rules:\n  - {id: a, expression: x, actions: [{sets: {name: a, value: 1}}]}', 'sets'],
    ['rules:\n  - {id: a, expression: x, actions: [{set: {nam: a, value: 1}}]}', 'nam'],
    ['rules:\n  - {id: a, expression: x, actions: [{kill: {signal: SIGKILL, scopes: a}}]}', 'scopes'],
    ['rules:\n  - {id: a, expression: x, actions: [{hash: {fields: a}}]}', 'fields'],
    ['rules:\n  - {id: a, expression: x, actions: [{coredump: {processes: true}}]}', 'processes'],
    ['rules:\n  - {id: a, expression: x, actions: [{log: {level: info, text: a}}]}', 'text'],
    ['rules:\n  - {id: a, expression: x, actions: [{network_filter: {expression: a}}]}', 'expression'],
    ['macros:\n  - {id: a, value: [x]}', 'value'],
  ])('the misspelt key of %j, as the reader does', (policy, key) => {
    expect(complaintsOf(policy)).toContainEqual(expect.stringMatching(new RegExp(` ${key}$`)));
    const problems = readPolicy('a.policy', policy).problems;
    expect(problems.map(({ code }) => code)).toContain('policy/unknown-key');
  });

  it.each([
    ['an id with a hyphen', '{id: a-b, expression: x}'],
    ['a rule without an expression', '{id: a}'],
    ['a quoted bool', '{id: a, expression: x, disabled: "true"}'],
    ['days', '{id: a, expression: x, every: 1d}'],
    ['another combine', '{id: a, expression: x, combine: merge}'],
    ['a list where a text is due', '{id: a, expression: [x]}'],
    ['filters that are no list', '{id: a, expression: x, filters: x}'],
    ['another signal', '{id: a, expression: x, actions: [{kill: {signal: SIGNONE}}]}'],
    ['an action with two sections', '{id: a, expression: x, actions: [{hash: {}, log: {level: info}}]}'],
    ['an action with none', '{id: a, expression: x, actions: [{filter: x}]}'],
    [
      'a variable with two sources',
      '{id: a, expression: x, actions: [{set: {name: a, value: 1, field: b}}]}',
    ],
    ['an expression without a default', '{id: a, expression: x, actions: [{set: {name: a, expression: b}}]}'],
    ['a level that logs nothing', '{id: a, expression: x, actions: [{log: {level: warn}}]}'],
  ])('%s', (_, rule) => {
    expect(complaintsOf(`rules: [${rule}]`)).not.toEqual([]);
  });
});

describe('the policies of the vectors', () => {
  const lines = readFileSync(new URL('test/conformance/vectors/policies.jsonl', repository), 'utf8').split(
    '\n',
  );
  const policies = lines
    .filter((line) => line !== '')
    .flatMap((line) => {
      const parsed = parseJsonExact(line);
      return parsed.ok ? filesOf(parsed.value) : [];
    });

  it('are taken where the reader finds nothing wrong, but for what only loading sees', () => {
    expect(policies.length).toBeGreaterThan(500);
    const wrong = policies
      .filter((text) => readPolicy('a.policy', text).problems.length === 0)
      .flatMap((text) => complaintsOf(text).filter((each) => !ofLoading.some((shape) => shape.test(each))));
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('are refused where the reader finds a key or a type that is wrong', () => {
    const shape = ['policy/unknown-key', 'policy/wrong-type', 'policy/duration', 'policy/empty-item'];
    const refused = policies.filter((text) => {
      const codes = readPolicy('a.policy', text).problems.map(({ code }) => code);
      return codes.length > 0 && codes.every((code) => shape.includes(code));
    });
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.filter((text) => complaintsOf(text).length === 0)).toEqual([]);
  });
});

/** Ids, missing expressions, actions that agents drop, words that they pass over: the file is read all the same. */
const ofLoading = [
  /\/(?:id|combine) must/,
  /\/override_options\/fields\/\d+ must be equal to one of/,
  /\/actions\/\d+/,
  /required property|must match (?:"then"|exactly one) schema/,
];

function filesOf(value: unknown): readonly string[] {
  const files = typeof value === 'object' && value !== null && 'files' in value ? value.files : [];
  return (files as readonly { readonly content: string }[]).map(({ content }) => content);
}
