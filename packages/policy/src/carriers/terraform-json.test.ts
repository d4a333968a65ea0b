import { applyEdits, encode } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { readCarrier } from './read-carrier.ts';
import { ignoredIn, readMarked } from './test-carrier.ts';

const rule = (body: string): string => `{"resource": {"datadog_csm_threats_agent_rule": {"shell": ${body}}}}`;

describe('Terraform in JSON', () => {
  it('says the same as in HCL, with blocks as objects or lists of them', () => {
    const text = `{
  "resource": {
    "datadog_csm_threats_policy": {"base": {"name": "base"}},
    "datadog_csm_threats_agent_rule": {
      "shell": {
        "name": "shell",
        "policy_id": "\${datadog_csm_threats_policy.base.id}",
        "expression": "exec.file.name == \\"sh\\" && $\${process.trusted} != true",
        "actions": [{"set": [{"name": "seen", "value": "true"}]}, {"hash": {}}]
      },
      "more": [{"name": "more", "expression": "exec.pid > 0", "enabled": false, "filters": ["os == \\"linux\\""]}]
    },
    "aws_instance": {"web": {"name": "x"}}
  }
}`;
    const { policies, problems, carried } = readMarked('main.tf.json', text);
    expect(policies).toEqual({
      'main.tf.json#datadog_csm_threats_policy.base': [
        'shell: exec.file.name == "sh" && ${process.trusted} != true, set seen = true, hash',
      ],
      'main.tf.json': ['more: exec.pid > 0, disabled'],
    });
    expect(problems).toEqual([]);
    expect(ignoredIn(carried)).toEqual(['more: filters']);
  });

  it('has templates in its strings', () => {
    const text = rule('{"name": "shell", "expression": «"exec.file.name == \\"${var.name}\\""»}');
    expect(readMarked('main.tf.json', text)).toMatchObject({
      policies: { 'main.tf.json': [] },
      problems: ['policy/not-static'],
    });
  });

  it('maps places behind an escaped template', () => {
    const text = rule('{"name": "a", "expression": "$${process.x} == \\"a\\" && %%{x} $${y}"}');
    const { carried } = readMarked('main.tf.json', text);
    const expression = carried[0]?.file.rules[0]?.expression;
    const place = (part: string): string => {
      const start = expression?.value.indexOf(part) ?? -1;
      const range = expression?.scalar.map.toSource({ start, end: start + part.length });
      return text.slice(range?.start, range?.end);
    };
    expect(expression?.value).toBe('${process.x} == "a" && %{x} ${y}');
    expect(['${process.x}', '"a"', '%{x}', 'y}', '{y'].map(place)).toEqual([
      '$${process.x}',
      '\\"a\\"',
      '%%{x}',
      'y}',
      '{y',
    ]);
    const { start = 0 } = expression?.scalar.range ?? {};
    expect(expression?.scalar.map.toDecoded(text.indexOf('"a', start) + 1)).toBe(
      (expression?.value.indexOf('"a') ?? 0) + 1,
    );
  });

  it('is edited as a template in JSON', () => {
    const text = rule('{"name": "a", "expression": "exec.pid > 0 && $${x} == \\"\\\\d\\u00e9\\""}');
    const [carried] = readCarrier('main.tf.json', text);
    const scalar = carried?.file.rules[0]?.expression?.scalar;
    if (scalar === undefined) throw new Error('no expression');
    const at = scalar.value.indexOf('${x}');
    const encoded = encode(scalar, [{ span: { start: at, end: at + 4 }, text: '"%{y}" != ${z}\n' }]);
    const edited = applyEdits(text, encoded.kind === 'edits' ? encoded.edits : [encoded.edit]);
    expect(readMarked('main.tf.json', edited)).toMatchObject({
      policies: { 'main.tf.json': ['a: exec.pid > 0 && "%{y}" != ${z}\n == "\\dé"'] },
      problems: [],
    });
    expect(edited).toContain('\\u00e9');
  });

  it('has escapes of JSON beside those of templates', () => {
    const text = rule(
      '{"name": "a", "expression": "exec.file.path == \\"\\/bin\\/\\u0024\\u0024{x}\\" && $${y}"}',
    );
    expect(readMarked('main.tf.json', text)).toMatchObject({
      policies: { 'main.tf.json': ['a: exec.file.path == "/bin/${x}" && ${y}'] },
      problems: [],
    });
  });

  it('knows what stands for a local value of the file', () => {
    const text = `{"locals": {"shell": "exec.pid > 0 && $\${x}", "other": "\${local.shell}"}, "resource": {"datadog_csm_threats_agent_rule": {
      "a": {"name": "a", "expression": "\${ local.shell }"},
      "b": {"name": "b", "expression": «"\${local.other}"»}
    }}}`;
    const { policies, carried } = readMarked('main.tf.json', text);
    expect(policies).toEqual({ 'main.tf.json': ['a: exec.pid > 0 && ${x}'] });
    const { range } = carried[0]?.file.rules[0]?.expression ?? {};
    expect(text.slice(range?.start, range?.end)).toBe('"exec.pid > 0 && $${x}"');
  });

  it('that is broken deploys nothing', () => {
    const { carried, problems } = readMarked('main.tf.json', '{"resource": {}«]»');
    expect(problems).toEqual(['text/json-syntax']);
    expect(carried[0]?.file.unreadable).toBeDefined();
  });
});

describe('a plan of Terraform', () => {
  const plan = (values: string, more = ''): string => `{
  "format_version": "1.2",
  "planned_values": {"root_module": {
    "resources": [
      {"address": "datadog_csm_threats_policy.base", "type": "datadog_csm_threats_policy", "name": "base", "values": {"name": "base"}}
    ],
    "child_modules": [{"address": "module.rules[0]", "resources": [
      {"address": "module.rules[0].datadog_csm_threats_agent_rule.shell[\\"a\\"]", "type": "datadog_csm_threats_agent_rule", "name": "shell", "values": ${values}}
    ]}]
  }}${more}
}`;

  it('holds final values', () => {
    const values =
      '{"name": "shell", "expression": "exec.file.name == \\"${x}\\"", "policy_id": "p-1", "actions": [], "description": null}';
    expect(readMarked('plan.json', plan(values))).toMatchObject({
      policies: {
        'plan.json#datadog_csm_threats_policy.base': [],
        'plan.json#p-1': ['shell: exec.file.name == "${x}"'],
      },
      problems: [],
    });
  });

  it('names the policy that a rule will be in, before that has an id', () => {
    const more = `, "configuration": {"root_module": {"module_calls": {"rules": {"module": {"resources": [
      {"address": "datadog_csm_threats_agent_rule.shell", "expressions": {"policy_id": {"references": ["datadog_csm_threats_policy.own.id", "datadog_csm_threats_policy.own"]}}}
    ]}}}}}`;
    const { carried } = readMarked(
      'plan.json',
      plan('{"name": "shell", "expression": "exec.pid > 0"}', more),
    );
    expect(carried.map(({ group }) => group)).toEqual([
      'datadog_csm_threats_policy.base',
      'module.rules[0].datadog_csm_threats_policy.own',
    ]);
  });

  it('says what only applying it will show', () => {
    const more = `, "resource_changes": [
      {"address": "module.rules[0].datadog_csm_threats_agent_rule.shell[\\"a\\"]", "change": {"actions": ["create"], "after_unknown": {"id": true, «"expression"»: true}}}
    ]`;
    const { problems, carried } = readMarked('plan.json', plan('{"name": "shell"}', more));
    expect(problems).toEqual(['policy/not-static']);
    expect(carried.flatMap(({ notStatic }) => notStatic.map(({ id }) => id))).toEqual(['shell']);
  });
});
