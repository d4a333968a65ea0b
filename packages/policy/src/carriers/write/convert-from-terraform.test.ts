import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';
import { changes, read } from './test-conversion.ts';

describe('rules of Terraform, as a policy', () => {
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

  it('say what Terraform says of their deployment, and what to do about it', () => {
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
});
