import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';
import { changes, converted, policy, read, rule, rules, sourcesOf, textOf } from './test-conversion.ts';

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
