import { yamlComments } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../archive.ts';
import type { CarriedPolicy } from '../carried.ts';
import { readCarrier } from '../read-carrier.ts';
import type { Conversion, ConversionTarget } from './conversion.ts';
import { convert } from './convert.ts';

const hcl = await startHclParser();
const read = (name: string, text: string): readonly CarriedPolicy[] => readCarrier(name, text, { hcl });
const sourcesOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).flatMap(([name, text]) =>
    read(name, text).map((carried) => ({ carried, comments: yamlComments(carried.text) })),
  );
const converted = (text: string, to: ConversionTarget, name = 'custom.policy'): Conversion =>
  convert(sourcesOf({ [name]: text }), to);

function textOf({ files: [file, more] }: Conversion): string {
  if (typeof file?.content !== 'string' || more !== undefined) throw new Error('not one text');
  return file.content;
}

const changes = ({ changes: all }: Conversion): readonly string[] =>
  all.map(({ kind, subject, key, message }) => `${kind} ${subject} ${key}: ${message}`);

const rules = (...lines: readonly string[]): string =>
  `rules:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const rule = (...lines: readonly string[]): string =>
  rules('- id: shell', ...lines.map((line) => `  ${line}`));

const policy = `# Ours.
macros:
  - id: shells
    values: [sh, bash]
rules:
  # Web servers start no shells.
  - id: web_shell
    description: 'a "shell"'
    expression: |
      exec.file.name in shells
        && process.ancestors.file.name == "nginx" # not here
    tags: {team: web} # ours
    actions:
      - set: {name: seen, value: 'yes \${x}', scope: process, ttl: 10m}
      - set: {name: count, value: 5}
      - kill: {signal: SIGKILL}
      - hash: {}
  - id: reads
    expression: 'open.file.path == "/etc/shadow" && \${process.seen} == "%{yes}"'
    disabled: true
    filters: [os == "linux"]
    agent_version: '>= 7.50'
    every: 10m
`;

describe('a policy as Terraform', () => {
  it('is a resource for itself and one a rule, laid out as terraform fmt does it', () => {
    expect(textOf(converted(policy, 'terraform'))).toBe(`resource "datadog_csm_threats_policy" "custom" {
  name    = "custom"
  enabled = true
}

# Web servers start no shells.
# ours
resource "datadog_csm_threats_agent_rule" "web_shell" {
  name        = "web_shell"
  policy_id   = datadog_csm_threats_policy.custom.id
  description = "a \\"shell\\""
  expression  = <<-EOT
    exec.file.name in ["sh", "bash"]
      && process.ancestors.file.name == "nginx" # not here
  EOT

  actions {
    set {
      name  = "seen"
      value = "yes $\${x}"
      scope = "process"
      ttl   = 600000000000
    }
  }

  actions {
    set {
      name  = "count"
      value = "5"
    }
  }

  actions {
    hash {}
  }
}

resource "datadog_csm_threats_agent_rule" "reads" {
  name       = "reads"
  policy_id  = datadog_csm_threats_policy.custom.id
  enabled    = false
  expression = "open.file.path == \\"/etc/shadow\\" && $\${process.seen} == \\"%%{yes}\\""
}
`);
  });

  it('loses what Terraform cannot hold', () => {
    expect(changes(converted(policy, 'terraform'))).toEqual([
      'lost shells comment: a comment is left out with the macro that it is about',
      'rewritten web_shell expression: the macro `shells` is written out where it was used',
      'lost web_shell tags: `tags` is left out, which a rule in Terraform cannot hold: its events have none of them',
      'lost web_shell actions.set.value: `5` becomes the text "5", since a rule in Terraform holds only texts: what compares the variable with another type is rejected',
      'lost web_shell actions.kill: `actions.kill` is left out with its action, since a rule in Terraform cannot hold it',
      'lost reads agent_version: `agent_version` is left out, which a rule in Terraform cannot hold: agents of every version load it',
      'lost reads filters: `filters` is left out, which a rule in Terraform cannot hold: every host loads it',
      'lost reads every: `every` is left out, which a rule in Terraform cannot hold: its matches are sent as often as those of any rule',
    ]);
  });

  it('has a heredoc only where that ends as the expression does', () => {
    const of = (style: string): string =>
      textOf(converted(rule(`expression: ${style}`, '  exec.pid > 0 &&', '  exec.comm == "a"'), 'terraform'));
    expect(of('|')).toContain('<<-EOT\n    exec.pid > 0 &&\n    exec.comm == "a"\n  EOT\n');
    expect(of('|-')).toContain('= "exec.pid > 0 &&\\nexec.comm == \\"a\\""\n');
  });

  it('keeps the lines of a heredoc that look like its end', () => {
    const text = textOf(
      converted(rule('expression: |', '  exec.pid > 0 ||', '  EOT', '  == "a"'), 'terraform'),
    );
    expect(text).toContain('<<-EXPRESSION\n    exec.pid > 0 ||\n    EOT\n');
    expect(
      read('a.tf', text).flatMap(({ file }) => file.rules.map((each) => each.expression?.value)),
    ).toEqual(['exec.pid > 0 ||\nEOT\n== "a"\n']);
  });

  it('leaves out rules that change others, and those that others hide', () => {
    const text = rules(
      '- {id: a, expression: exec.pid > 0}',
      '- {id: a, expression: exec.pid > 1}',
      '- {id: a, combine: override, override_options: {fields: [every]}, every: 1m}',
      '- {id: b, disabled: true}',
    );
    expect(changes(converted(text, 'terraform'))).toEqual([
      'lost a rule: it is left out: another definition of its id comes first, and agents take that one',
      'lost a rule: it is left out: it changes another definition of its id, and a rule in Terraform cannot',
      'lost b rule: it is left out: a rule in Terraform has to have an expression',
    ]);
  });

  it('leaves out actions that would do something else without the part that is lost', () => {
    const text = rule(
      'expression: exec.pid > 0',
      'actions:',
      '  - {filter: exec.pid > 5, hash: {}}',
      '  - set: {name: a, value: true, inherited: true, scope: process}',
      '  - set: {name: b, expression: exec.pid + 1, default_value: 0}',
      '  - set: {name: c, value: [x, "y"]}',
      '  - set: {name: d, value: x, private: true}',
      '  - {log: {level: info}}',
    );
    const conversion = converted(text, 'terraform');
    expect(conversion.changes.map(({ key }) => key)).toEqual([
      'actions.filter',
      'actions.set.inherited',
      'actions.set.expression',
      'actions.set.value',
      'actions.set.private',
      'actions.log',
    ]);
    expect(textOf(conversion).match(/name\s+= ".*"/g)).toEqual([
      'name    = "custom"',
      'name       = "shell"',
      'name  = "d"',
    ]);
  });

  it('tells rules of the same id in two policies apart', () => {
    const text = rule('expression: exec.pid > 0');
    const both = convert(sourcesOf({ 'a.policy': text, 'b.policy': text }), 'terraform');
    expect(both.files[0]?.name).toBe('policies.tf');
    expect(textOf(both).match(/^resource .*$/gm)).toEqual([
      'resource "datadog_csm_threats_policy" "a" {',
      'resource "datadog_csm_threats_agent_rule" "shell" {',
      'resource "datadog_csm_threats_policy" "b" {',
      'resource "datadog_csm_threats_agent_rule" "shell_2" {',
    ]);
  });
});

describe('macros', () => {
  it('that no rule uses are left out, and said', () => {
    const text = `macros:\n  - {id: a, expression: exec.pid > 0}\n${rule('expression: exec.pid > 0')}`;
    expect(changes(converted(text, 'api'))).toEqual([
      'lost a macro: it is left out: a rule of the API has no macros, and no rule that is written uses it',
    ]);
  });
});

describe('what carries whole policies', () => {
  it('has the text of the policy, comments and all', () => {
    const indented = policy.replace(/^(?=.)/gm, '    ');
    expect(textOf(converted(policy, 'policy'))).toBe(policy);
    expect(textOf(converted(policy, 'configmap'))).toBe(
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: custom\ndata:\n  custom.policy: |\n${indented}`,
    );
    expect(textOf(converted(policy, 'helm'))).toBe(`customPolicies:\n  custom.policy: |\n${indented}`);
    expect(converted(policy, 'configmap').changes).toEqual([]);
  });

  it('has the same bytes each time, the archive too', () => {
    const [first, second] = [converted(policy, 'archive'), converted(policy, 'archive')];
    expect(first).toEqual(second);
    const [file] = first.files;
    const back = readArchive('pack.zip', file?.content as Uint8Array);
    expect(back.map(({ file: { name }, text }) => [name, text])).toEqual([
      ['pack.zip/custom.policy', policy],
    ]);
  });

  it('has Windows line ends as YAML reads them', () => {
    expect(textOf(converted(policy.replaceAll('\n', '\r\n'), 'helm'))).toBe(
      textOf(converted(policy, 'helm')),
    );
  });

  it('has braces of a policy in a ConfigMap so that no template begins there', () => {
    const text = textOf(converted(rule(`expression: 'exec.comm == "{{a}}"'`), 'configmap'));
    expect(text).not.toContain('{{');
    const [back] = read('cm.yaml', text);
    expect(back?.file.rules[0]?.expression?.value).toBe('exec.comm == "{{a}}"');
  });
});

describe('rules that stand one by one, as a policy', () => {
  it('go together by the policy that they name, with the comments in front of them', () => {
    const text = `# Shells.
resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  policy_id  = datadog_csm_threats_policy.base.id
  expression = <<-EOT
    exec.file.name == "sh" &&
      $\${process.seen} == "a: b"
  EOT
  actions {
    set {
      name  = "n"
      value = 5
      ttl   = 600000000000
    }
  }
}
resource "datadog_csm_threats_agent_rule" "open" {
  name       = "open"
  policy_id  = var.policy
  expression = "exec.comm == \\"\${var.comm}\\""
}
`;
    const comments = [{ range: { start: 0, end: 9 }, text: 'Shells.' }];
    const sources = read('main.tf', text).map((carried) => ({ carried, comments }));
    const conversion = convert(sources, 'policy');
    expect(conversion.files.map(({ name }) => name)).toEqual(['base.policy']);
    expect(conversion.files[0]?.content).toBe(`rules:
  # Shells.
  - id: shell
    expression: |
      exec.file.name == "sh" &&
        \${process.seen} == "a: b"
    actions:
      - set:
          name: n
          value: "5"
          ttl: 600000000000
`);
    expect(changes(conversion)).toEqual([
      'lost open rule: it is left out: what it says is known only when Terraform runs; convert the plan (`terraform show -json`) for the final values',
    ]);
  });

  it('of Terraform say what it says of their deployment, and what to do about it', () => {
    const text = `resource "datadog_csm_threats_policy" "base" {
  name    = "base"
  enabled = true
  lifecycle { prevent_destroy = true }
}
resource "datadog_csm_threats_agent_rule" "shell" {
  count       = 3
  provider    = datadog.eu
  depends_on  = [datadog_csm_threats_policy.base]
  name        = "shell"
  description = var.about
  expression  = "exec.file.name == \\"sh\\""
}
resource "datadog_csm_threats_agent_rule" "each" {
  for_each   = toset(var.names)
  name       = "one"
  enabled    = var.on
  expression = "exec.pid > 0"
  dynamic "actions" {
    for_each = var.actions
    content {}
  }
}
resource "datadog_csm_threats_agent_rule" "once" {
  count      = 1
  name       = "once"
  expression = "exec.pid > 1"
}
resource "datadog_csm_threats_agent_rule" "gone" {
  count      = 0
  provider   = datadog.eu
  name       = "gone"
  expression = "exec.pid > 1"
}
resource "datadog_csm_threats_agent_rule" "named" {
  for_each   = toset(var.names)
  lifecycle { create_before_destroy = true }
  name       = each.key
  expression = "exec.pid > 1"
}
`;
    const sources = read('main.tf', text).map((carried) => ({ carried, comments: [] }));
    const plan = 'convert the plan (`terraform show -json`) for the final values';
    expect(changes(convert(sources, 'terraform'))).toEqual([
      'lost  lifecycle: `lifecycle` is left out: say where it is written whether it may be deleted or made anew',
      `lost  rule: a rule is left out: what it says is known only when Terraform runs; ${plan}`,
      `lost shell count: \`count\` is left out: Terraform makes 3 of it, and one is written; ${plan}`,
      'lost shell provider: `provider` is left out: see to it that the same account gets it',
      'lost shell depends_on: `depends_on` is left out: what it waits for has to be there before',
      `lost shell description: \`description\` is left out: it is known only when Terraform runs; ${plan}`,
      `lost one for_each: \`for_each\` is left out: Terraform makes none, one or several of it, and one is written; ${plan}`,
      `lost one enabled: \`enabled\` is left out: it is known only when Terraform runs; ${plan}`,
      `lost one actions: \`actions\` is left out: it is known only when Terraform runs; ${plan}`,
      'lost gone rule: it is left out: by `count` Terraform makes no rule of it',
    ]);
  });

  it('of the API and of rule files say what only these have', () => {
    const attributes = {
      name: 'a',
      expression: 'exec.pid > 0',
      monitoring: ['p1'],
      blocking: [],
      actions: [{ metadata: { image_tag: 'x' } }, { kill: { signal: 'SIGKILL' } }],
    };
    const ofApi = converted(
      JSON.stringify({ data: [{ type: 'agent_rule', attributes }] }),
      'policy',
      'r.json',
    );
    expect(textOf(ofApi)).toBe(
      'rules:\n  - id: a\n    expression: exec.pid > 0\n    actions:\n      - kill:\n          signal: SIGKILL\n',
    );
    expect(changes(ofApi)).toEqual([
      'lost a monitoring: `monitoring` is left out: only the API has it',
      'lost a metadata: `metadata` is left out: only the API has it',
    ]);
    const ofFile = converted('name: a\nexpression: exec.pid > 0\ntests: []\n', 'policy', 'shells/a.yaml');
    expect(ofFile.files[0]?.name).toBe('shells.policy');
    expect(changes(ofFile)).toEqual(['lost a tests: `tests` is left out: only a rule file has it']);
  });

  it('are nothing where Helm fills in all', () => {
    const text = 'kind: ConfigMap\ndata:\n  a.policy: |\n    {{- .Files.Get "a.policy" | nindent 4 }}\n';
    for (const to of ['policy', 'archive', 'api'] as const) {
      const conversion = converted(text, to, 'cm.yaml');
      expect(conversion.files).toEqual([]);
      expect(changes(conversion)).toEqual([
        'lost  policy: `a.policy` is known only when Helm runs: the policy is left out',
      ]);
    }
  });

  it('are without what Helm has a part in', () => {
    const text = `kind: ConfigMap
data:
  a.policy: |
    rules:
      - id: one
        expression: exec.comm == "{{ .Values.comm }}"
      - id: two
        expression: exec.pid > 0
        actions: [{coredump: {process: true}}, {kill: {signal: SIGKILL, disable_container_disarmer: true}}]
`;
    const conversion = converted(text, 'policy', 'cm.yaml');
    expect(textOf(conversion)).toBe(`rules:
  - id: two
    expression: exec.pid > 0
    actions:
      - coredump:
          process: true
      - kill:
          signal: SIGKILL
          disable_container_disarmer: true
`);
    expect(changes(conversion)).toEqual([
      'lost one rule: it is left out: what it says is known only when its tool runs',
    ]);
  });
});
