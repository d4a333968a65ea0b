import { applyEdits } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { holdsPolicies } from './carrier-of.ts';
import { outwardEdits } from './outward.ts';
import { problemsOutside, readMarked } from './test-carrier.ts';

const hcl = await startHclParser();
const readHcl = (marked: string) => readMarked('main.tf', marked, { hcl });
const configMap = (value: string, before = ''): string =>
  `${before}resource "kubernetes_config_map" "rules" {\n  data = {\n    "a.policy" = ${value}\n  }\n}\n`;

describe('a policy that Terraform encodes of an object', () => {
  it('is read at the places of the object', () => {
    const { policies, problems, carried } = readHcl(
      configMap(`yamlencode({
      version = "1.0"
      macros  = [{ id = "SHELLS", values = ["sh", "bash"] }]
      rules = [
        {
          id         = "shell"
          expression = "exec.file.name in SHELLS && $\${process.seen} != true"
          disabled   = true
          tags       = { team = "web" }
          «filtrs»   = []
          actions    = [{ set = { name = "seen", value = 7.50, scope = "process" } }]
        },
      ]
    })`),
    );
    expect(policies).toEqual({
      'main.tf#a.policy': [
        'macro SHELLS = […]',
        'shell: exec.file.name in SHELLS && ${process.seen} != true, disabled, set seen = 7.5',
      ],
    });
    expect(problems).toEqual(['policy/unknown-key']);
    expect(carried.map(({ carrier, group }) => `${carrier} ${group}`)).toEqual([
      'terraform-object kubernetes_config_map.rules',
    ]);
  });

  it.each([
    ['as JSON', configMap('jsonencode({ rules = [{ id = "a", expression = "exec.pid > 0" }] })')],
    [
      'from a local value',
      configMap(
        'yamlencode({ rules = local.rules })',
        'locals {\n  rules = [local.a]\n  a = { id = "a", expression = local.pid }\n  pid = "exec.pid > 0"\n}\n',
      ),
    ],
    [
      'by a local value',
      configMap(
        'local.policy',
        'locals {\n  policy = yamlencode({ rules = [{ id = "a", expression = "exec.pid > 0" }] })\n}\n',
      ),
    ],
    [
      'within the values of a chart',
      'resource "helm_release" "dd" {\n  values = [yamlencode({ x = { "a.policy" = yamlencode({ rules = [{ id = "a", expression = "exec.pid > 0" }] }) } })]\n}\n',
    ],
    [
      'with a key that stands twice, of which the last counts',
      configMap('yamlencode({ rules = [], rules = [{ id = "b", id = "a", expression = "exec.pid > 0" }] })'),
    ],
  ])('is read %s', (_, text) => {
    expect(readHcl(text)).toMatchObject({
      policies: { 'main.tf#a.policy': ['a: exec.pid > 0'] },
      problems: [],
    });
  });

  it('leaves out rules of which Terraform knows a part, and nothing beside them', () => {
    const { policies, carried } = readHcl(
      configMap(`yamlencode({
      macros = [{ id = "M", expression = «var.macro» }]
      rules = [
        { id = "a", expression = "exec.pid > 0" },
        { id = "b", expression = «"exec.comm == \\"\${var.comm}\\""» },
        «var.rule»,
      ]
    })`),
    );
    expect(policies).toEqual({ 'main.tf#a.policy': ['a: exec.pid > 0'] });
    expect(problemsOutside(carried).map(({ message }) => message)).toEqual([
      '`expression` is known only when Terraform runs: the macro `M` is left out',
      '`expression` is known only when Terraform runs: the rule `b` is left out',
      'a rule is known only when Terraform runs: the rule is left out',
    ]);
    expect(carried[0]?.notStatic.map(({ id }) => id)).toEqual(['M', 'b', undefined]);
    expect(carried[0]?.file.unsaid?.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'macro M',
      'variable undefined',
      'variable undefined',
    ]);
  });

  it('loses all of it where agents do', () => {
    const { carried } = readHcl(configMap('yamlencode({ rules = [{ id = "a", disabled = «"true"» }] })'));
    expect(carried[0]?.file.unreadable?.code).toBe('policy/wrong-type');
  });

  it('is left out where a list is none that is written out', () => {
    const { policies, problems } = readHcl(configMap('«yamlencode({ rules = concat(local.a, []) })»'));
    expect(policies).toEqual({ 'main.tf#kubernetes_config_map.rules': [] });
    expect(problems).toEqual(['policy/not-static']);
  });

  it('is edited in its texts, with the escapes of Terraform', () => {
    const text = configMap('yamlencode({ rules = [{ id = "a", expression = "exec.comm == \\"a\\"" }] })');
    const { carried } = readHcl(text);
    const scalar = carried[0]?.file.rules[0]?.expression?.scalar;
    const at = scalar?.value.indexOf('"a"') ?? -1;
    const range = scalar?.map.toSource({ start: at, end: at + 3 }) ?? { start: 0, end: 0 };
    const edit = { location: { document: carried[0]?.file.name ?? '', range }, text: '\\"b\\"' };
    const edits = (outwardEdits([edit], () => carried[0]?.home) ?? []).map(({ location, text: by }) => ({
      range: location.range,
      text: by,
    }));
    expect(applyEdits(text, edits)).toBe(text.replace('\\"a\\"', '\\"b\\"'));
  });

  it('is said where it is too long to be looked into', () => {
    const rules = Array.from({ length: 3000 }, (_, i) => `{ id = "r${i}", expression = "exec.pid > 0" }`);
    const text = configMap(`yamlencode({ rules = [${rules.join(', ')}] })`).replace('data', '«data»');
    const { problems, policies } = readHcl(text);
    expect([problems, policies]).toEqual([
      ['policy/not-read'],
      { 'main.tf#kubernetes_config_map.rules': [] },
    ]);
    const locals = `locals {\n  policy = yamlencode({ rules = [${rules.join(', ')}] })\n}\n`;
    const named = configMap('local.policy', locals).replace('"a.policy"', '«"a.policy"»');
    expect(readHcl(named).problems).toEqual(['policy/not-read']);
  });

  it('does not follow names for ever', () => {
    const circle = 'locals {\n  a = [local.b]\n  b = [local.a]\n}\n';
    expect(
      readHcl(configMap('yamlencode({ rules = local.a })', circle.replace('[local.b]', '[«local.b»]'))),
    ).toMatchObject({
      problems: ['policy/not-static'],
    });
    const doubled = Array.from(
      { length: 60 },
      (_, i) => `  a${i} = { x = local.a${i + 1}, y = local.a${i + 1} }\n`,
    ).join('');
    const locals = `locals {\n${doubled}  a60 = { x = 1 }\n}\n`;
    expect(
      readHcl(configMap('yamlencode({ rules = [], x = local.a0 })', locals).replace(/yamlenc.*\)/, '«$&»'))
        .problems,
    ).toEqual(['policy/not-static']);
  });
});

describe('a single value of a chart', () => {
  const release = (...lines: readonly string[]): string =>
    `resource "helm_release" "dd" {\n${lines.join('\n')}\n}\n`;

  it.each([
    [
      'a block',
      release(
        'set {\n  name = "dd.rules.a\\\\.policy"\n  value = <<-EOT\n    rules:\n      - id: a\n        «idd»: x\n  EOT\n}',
      ),
    ],
    [
      'one of a list',
      release(
        'set = [{ name = "x", value = "y" }, { name = "a\\\\.policy", value = "rules:\\n  - id: a\\n    «idd»: x\\n" }]',
      ),
    ],
    [
      'a secret',
      release(
        'set_sensitive {\n  name = "a\\\\.policy"\n  value = "rules:\\n  - id: a\\n    «idd»: x\\n"\n}',
      ),
    ],
  ])('may be a policy: %s', (_, text) => {
    const { policies, problems, carried } = readHcl(text);
    expect(policies).toEqual({ 'main.tf#a.policy': ['a: undefined'] });
    expect(problems).toEqual(['policy/unknown-key']);
    expect(carried.map(({ carrier }) => carrier)).toEqual(['helm']);
  });

  it('is found in a directory', () => {
    const text = release('set {', '  name = "dd.a\\\\.policy"', '  value = "rules: []"', '}');
    expect([
      holdsPolicies('main.tf', text),
      holdsPolicies('main.tf', text.replace('.policy', '.yaml')),
    ]).toEqual([true, false]);
  });

  it.each([
    [
      'Helm splits it at commas',
      'set {\n  name = «"a\\\\.policy"»\n  value = "rules: [{id: a, expression: exec.pid > 0}]"\n}',
      '`a.policy` is not read: Helm takes `,` in the `value` of `set` for its own; give the policy in `values`',
    ],
    [
      'Helm takes no escapes in its name',
      'set {\n  name = «"a\\\\.policy"»\n  value = "rules: []"\n  type = "literal"\n}',
      '`a.policy` is not read: where `type` is `literal`, Helm takes every dot of `name` for a step down; give the policy in `values`',
    ],
    [
      'only Terraform knows it',
      'set {\n  name = "a\\\\.policy"\n  value = «file("a.policy")»\n}',
      '`a.policy` is known only when Terraform runs: the policy is left out',
    ],
  ])('is left out and said where %s', (_, lines, message) => {
    const { carried } = readHcl(release(lines));
    expect(problemsOutside(carried).map((each) => each.message)).toEqual([message]);
  });

  it('is none where its name has a step before `policy`', () => {
    expect(readHcl(release('set {\n  name = "a.policy"\n  value = "rules: []"\n}')).problems).toEqual([
      'policy/no-policy',
    ]);
  });
});
