import { describe, expect, it } from 'vitest';
import { carrierOf, holdsPolicies } from './carrier-of.ts';

const configMap = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a.policy: |\n    rules: []\n';
const resource = 'resource "datadog_csm_threats_agent_rule" "a" {}';

describe('what a file is', () => {
  it.each([
    ['a.policy', '', 'policy'],
    ['a.yaml', 'rules:\n  - id: a\n', 'policy'],
    ['a.yaml', configMap, 'configmap'],
    ['a.json', '{"kind": "ConfigMap"}', 'configmap'],
    ['values.yaml', 'a:\n  "custom.policy": |\n    rules: []\n', 'helm'],
    ['app.yaml', 'values: "x:\\n  a.policy: |\\n    rules: []\\n"\n', 'helm'],
    ['app.json', '{"values": "a.policy: |\\n  rules: []\\n"}', 'helm'],
    ['a.yaml', 'name: a\nexpression: exec.pid > 0\n', 'rule-file'],
    ['a.macro', '["a"]', 'rule-file'],
    ['main.tf', '', 'terraform'],
    ['main.tf.json', '{}', 'terraform-json'],
    ['cdk.json', '{"resource": {"datadog_csm_threats_agent_rule": {}}}', 'terraform-json'],
    ['plan.json', '{"format_version": "1.2", "planned_values": {}}', 'terraform-plan'],
    ['a.json', '{"data": [{"type": "agent_rule"}]}', 'api'],
    ['a.json', '{"rules": []}', 'policy'],
    ['pack.ZIP', '', 'archive'],
    ['package.json', '{"name": "a", "version": "1.0.0"}', undefined],
    ['a.yaml', 'on: push\njobs: {}\n', undefined],
    ['a.yaml', 'about: "a.policy: it is a file"\n', undefined],
    ['a.txt', '', undefined],
  ])('%s with %j is %s', (name, text, expected) => {
    expect(carrierOf(name, text)).toBe(expected);
  });

  it.each([
    ['a.policy', '', true],
    ['a.yaml', configMap, true],
    ['a.yaml', 'kind: ConfigMap\ndata: {}\n', false],
    ['main.tf', resource, true],
    ['main.tf', 'resource "aws_instance" "a" {}', false],
    ['outputs.tf', 'output "id" {\n  value = datadog_csm_threats_policy.a.id\n}\n', false],
    ['moves.tf', 'moved {\n  from = datadog_csm_threats_agent_rule.a\n  to = b\n}\n', false],
    ['main.tf.json', '{"resource": {"datadog_csm_threats_policy" : {}}}', true],
    ['outputs.tf.json', '{"output": {"id": {"value": "${datadog_csm_threats_policy.a.id}"}}}', false],
    ['a.yaml', 'name: a\nexpression: 1 + 1\n', false],
    ['a.yaml', 'name: a\nexpression: exec.pid > 0\ntests: []\n', true],
    ['a.yaml', 'rules:\n  - alert: x\n', false],
    ['a.json', '{"rules": []}', false],
  ])('%s with %j holds policies for sure: %s', (name, text, expected) => {
    expect(holdsPolicies(name, text)).toBe(expected);
  });
});
