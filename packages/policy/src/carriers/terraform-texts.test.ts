import { applyEdits } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { holdsPolicies } from './carrier-of.ts';
import { outwardEdits } from './outward.ts';
import { readCarrier } from './read-carrier.ts';
import { problemsOutside, readMarked } from './test-carrier.ts';

const hcl = await startHclParser();
const readHcl = (marked: string) => readMarked('main.tf', marked, { hcl });

const configMap = `resource "kubernetes_config_map_v1" "rules" {
  metadata {
    name      = "rules"
    namespace = var.namespace
  }
  data = {
    "custom.policy" = <<-EOT
      rules:
        - id: shell
          expression: exec.file.name == "sh" && $\${process.trusted} != true
          «filtrs»: []
    EOT
    "other.policy" = "rules: [{id: other, «evry»: 1m, expression: exec.pid > 0}]"
    readme         = "none"
  }
}
`;

describe('a ConfigMap in Terraform', () => {
  it('holds a policy under each key that ends in .policy', () => {
    const { policies, problems, carried } = readHcl(configMap);
    expect(policies).toEqual({
      'main.tf#custom.policy': ['shell: exec.file.name == "sh" && ${process.trusted} != true'],
      'main.tf#other.policy': ['other: exec.pid > 0'],
    });
    expect(problems).toEqual(['policy/unknown-key', 'policy/unknown-key']);
    expect(carried.map(({ carrier, group }) => `${carrier} ${group}`)).toEqual([
      'configmap kubernetes_config_map_v1.rules',
      'configmap kubernetes_config_map_v1.rules',
    ]);
  });

  it('is found in a directory, where it holds some', () => {
    expect(holdsPolicies('main.tf', configMap)).toBe(true);
    expect(holdsPolicies('main.tf', configMap.replaceAll('.policy"', '.yaml"'))).toBe(false);
    expect(holdsPolicies('main.tf', 'resource "helm_release" "a" {\n  x = aws_iam.policy == null\n}\n')).toBe(
      false,
    );
  });

  it('is edited where it stands, with the escapes of Terraform', () => {
    const text = configMap.replace(/[«»]/g, '');
    const [carried] = readCarrier('main.tf', text, { hcl });
    const at = carried?.text.indexOf('"sh"') ?? -1;
    const range = { start: at, end: at + 4 };
    const edit = { location: { document: carried?.file.name ?? '', range }, text: '"${x}"' };
    const edits = (outwardEdits([edit], () => carried?.home) ?? []).map(({ location, text: by }) => ({
      range: location.range,
      text: by,
    }));
    expect(applyEdits(text, edits)).toBe(text.replace('"sh"', () => '"$${x}"'));
  });

  it('leaves out what only Terraform knows, and nothing beside it', () => {
    const { policies, problems, carried } = readHcl(`resource "kubernetes_config_map" "rules" {
  data = {
    "a.policy" = «file("a.policy")»
    "b.policy" = «<<-EOT
      rules: [{id: b, expression: exec.comm == "\${var.comm}"}]
    EOT»
    "c.policy" = "rules: [{id: c, expression: exec.pid > 0}]"
    «"d.policy"» = {}
    "f.policy" = «yamlencode({ rules = [for each in var.rules : { id = each }] })»
    (var.key)  = "rules: []"
  }
  binary_data = {
    «"e.policy"» = filebase64("e.policy")
  }
}
`);
    expect(policies).toEqual({
      'main.tf#kubernetes_config_map.rules': [],
      'main.tf#c.policy': ['c: exec.pid > 0'],
    });
    expect(problems).toEqual([
      'policy/not-static',
      'policy/not-static',
      'policy/not-a-text',
      'policy/not-static',
      'policy/not-read',
    ]);
    expect(carried.map(({ carrier, group }) => `${carrier} ${group}`)).toEqual([
      'terraform kubernetes_config_map.rules',
      'configmap kubernetes_config_map.rules',
    ]);
    expect(carried[0]?.file.unsaid?.map(({ kind }) => kind)).toEqual(
      ['a', 'b', 'f'].flatMap(() => ['macro', 'variable']),
    );
    expect(problemsOutside(carried)[0]?.message).toBe(
      '`a.policy` is known only when Terraform runs: the policy is left out',
    );
  });

  it('stands beside agent rules', () => {
    const rule =
      'resource "datadog_csm_threats_agent_rule" "a" {\n  name = "a"\n  expression = "exec.pid > 0"\n}\n';
    const { policies } = readHcl(`${rule}${configMap}`);
    expect(Object.keys(policies)).toEqual(['main.tf', 'main.tf#custom.policy', 'main.tf#other.policy']);
  });

  it('is not there where it is counted to none', () => {
    const { policies, problems } = readHcl(
      configMap.replace(/[«»]/g, '').replace('  data', '  count = 0\n  data'),
    );
    expect(policies).toEqual({ 'main.tf#kubernetes_config_map_v1.rules': [] });
    expect(problems).toEqual([]);
  });

  it('deploys nothing where the file is broken', () => {
    const { carried } = { carried: readCarrier('main.tf', `${configMap.replace(/[«»]/g, '')}}\n`, { hcl }) };
    expect(carried.map(({ file }) => file.unreadable?.code)).toEqual([
      'text/hcl-syntax',
      'text/hcl-syntax',
      'text/hcl-syntax',
    ]);
  });
});

describe('values of a chart in Terraform', () => {
  it.each([
    [
      'a text',
      'values = [<<-EOT\n  datadog:\n    customPolicies:\n      a.policy: |\n        rules: [{id: a, «idd»: x}]\n  EOT\n  ]',
    ],
    [
      'an encoded object',
      'values = [yamlencode({ datadog = { "a.policy" = "rules: [{id: a, «idd»: x}]" } })]',
    ],
    [
      'several, put together',
      'values = [yamlencode(merge({ "a.policy" = "rules: [{id: a, «idd»: x}]" }, local.more))]',
    ],
    ['a local value', 'values = [local.values]'],
  ])('are read where they are %s', (_, lines) => {
    const locals = lines.includes('local.values')
      ? 'locals {\n  values = "x:\\n  a.policy: |\\n    rules: [{id: a, «idd»: x}]\\n"\n}\n'
      : '';
    const { policies, problems, carried } = readHcl(`${locals}resource "helm_release" "dd" {\n${lines}\n}\n`);
    expect(policies).toEqual({ 'main.tf#a.policy': ['a: undefined'] });
    expect(problems).toEqual(['policy/unknown-key']);
    expect(carried.map(({ carrier }) => carrier)).toEqual(['helm']);
  });

  it('are left out where Terraform has a part in them', () => {
    const text = `resource "helm_release" "dd" {
  values = [«<<-EOT
    cluster: \${var.cluster}
    a.policy: |
      rules: []
  EOT»
  , file("values.yaml")]
}
`;
    const { problems, carried } = readHcl(text);
    expect(problems).toEqual(['policy/not-static']);
    expect(problemsOutside(carried)[0]?.message).toBe(
      '`values` is known only when Terraform runs: its policies are left out',
    );
  });

  it('may be a manifest', () => {
    const text = `resource "kubectl_manifest" "rules" {
  yaml_body = <<-EOT
    kind: ConfigMap
    data:
      a.policy: |
        rules: [{id: a, «idd»: x}]
  EOT
}
resource "kubernetes_manifest" "more" {
  manifest = { kind = "ConfigMap", data = { "b.policy" = "rules: []" } }
}
`;
    expect(readHcl(text)).toMatchObject({
      policies: { 'main.tf#a.policy': ['a: undefined'], 'main.tf#b.policy': [] },
      problems: ['policy/unknown-key'],
    });
  });
});

describe('texts in JSON', () => {
  it('of Terraform are templates', () => {
    const text = `{"resource": {"kubernetes_config_map": {"rules": {"data": {
      "a.policy": "rules:\\n  - id: a\\n    expression: exec.comm == \\"$\${x}\\"\\n    «evry»: 1m\\n",
      "b.policy": «"\${file(\\"b.policy\\")}"»
    }}}}}`;
    const { policies, problems } = readMarked('main.tf.json', text);
    expect(policies).toEqual({
      'main.tf.json#kubernetes_config_map.rules': [],
      'main.tf.json#a.policy': ['a: exec.comm == "${x}"'],
    });
    expect(problems).toEqual(['policy/unknown-key', 'policy/not-static']);
    expect(holdsPolicies('main.tf.json', text.replace(/[«»]/g, ''))).toBe(true);
  });

  it('of a plan are what they will be', () => {
    const values = `{"values": ["x:\\n  a.policy: |\\n    rules: [{id: a, «idd»: x, expression: '\${y}'}]\\n"]}`;
    const plan = `{"format_version": "1.2", "planned_values": {"root_module": {"child_modules": [{"resources": [
      {"address": "module.m.helm_release.dd[0]", "mode": "managed", "type": "helm_release", "values": ${values}}
    ]}]}}}`;
    const { policies, carried } = readMarked('plan.json', plan);
    expect(policies).toEqual({ 'plan.json#a.policy': ['a: ${y}'] });
    expect(carried.map(({ carrier, group }) => `${carrier} ${group}`)).toEqual([
      'helm module.m.helm_release.dd[0]',
    ]);
  });
});
