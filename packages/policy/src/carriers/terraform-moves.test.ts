import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { readCarrier } from './read-carrier.ts';
import { movedResources } from './terraform-moves.ts';

const hcl = await startHclParser();

describe('moved blocks', () => {
  it.each([
    [
      'of resources',
      'moves.tf',
      'moved {\n  from = datadog_csm_threats_agent_rule.a\n  to   = datadog_csm_threats_agent_rule.b\n}\n',
    ],
    [
      'with an index, or into a module',
      'moves.tf',
      'moved {\n  from = datadog_csm_threats_agent_rule.a[0]\n  to = module.rules["x"].datadog_csm_threats_agent_rule.b\n}\n',
    ],
    [
      'in JSON',
      'moves.tf.json',
      '{"moved": [{"from": "datadog_csm_threats_agent_rule.a", "to": "datadog_csm_threats_agent_rule.b"}]}',
    ],
  ])('%s', (_, name, text) => {
    expect(movedResources(name, text, hcl)).toEqual([
      { from: 'datadog_csm_threats_agent_rule.a', to: 'datadog_csm_threats_agent_rule.b' },
    ]);
  });

  it.each([
    ['moved {}', 'moves.tf'],
    ['moved {\n  from = a', 'moves.tf'],
    ['# moved\n', 'moves.tf'],
    ['{"moved": 1}', 'moves.tf.json'],
    ['{"moved": [{"from": ["a"], "to": "b"}]}', 'moves.tf.json'],
  ])('that say nothing: %s', (text, name) => expect(movedResources(name, text, hcl)).toEqual([]));
});

describe('what Terraform calls a rule', () => {
  const body = 'name = "ssh"\n  expression = "exec.pid > 0"';

  it.each([
    ['main.tf', `resource "datadog_csm_threats_agent_rule" "a" {\n  ${body}\n}\n`, false],
    [
      'main.tf',
      `resource "datadog_csm_threats_agent_rule" "a" {\n  ${body}\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n`,
      true,
    ],
    [
      'main.tf.json',
      '{"resource": {"datadog_csm_threats_agent_rule": {"a": {"name": "ssh", "expression": "exec.pid > 0"}}}}',
      false,
    ],
  ])('%s: %s', (name, text, madeFirst) => {
    const [carried] = readCarrier(name, text, { hcl });
    expect(carried?.resources).toEqual([
      { id: 'ssh', address: 'datadog_csm_threats_agent_rule.a', madeFirst },
    ]);
  });
});
