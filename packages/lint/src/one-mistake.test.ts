/** Where a lint rule knows what is wrong, loading's words about the same mistake are left out. */
import { describe, expect, it } from 'vitest';
import { lintRules } from './rules/index.ts';
import { runCase } from './test-kit/run-case.ts';

/** The codes of all that is found in a file. */
function codesIn(name: string, text: string): readonly string[] {
  const rule = lintRules.find(({ id }) => id.startsWith('carrier/'));
  if (rule === undefined) throw new Error('no lint rule about carriers');
  const files = [{ name, text }];
  return runCase(rule, { title: '', reports: true, files, fixed: [], says: [], options: {}, targets: [] })
    .codes;
}

const inTerraform = (expression: string): string =>
  `resource "datadog_csm_threats_agent_rule" "a" {\n  name = "a"\n  expression = ${expression}\n}\n`;
const inJson = (expression: string): string =>
  JSON.stringify({ resource: { datadog_csm_threats_agent_rule: { a: { name: 'a', expression } } } });
const configMap = (value: string): string => `kind: ConfigMap\ndata:\n  custom.policy: ${value}\n`;

describe('one mistake is one finding', () => {
  it.each([
    [
      'a variable in HCL',
      'main.tf',
      inTerraform('"exec.pid > 0 && ${process.seen}"'),
      'carrier/terraform-unescaped',
    ],
    [
      'a field in HCL',
      'main.tf',
      inTerraform('"exec.comm == \\"%{process.comm}\\""'),
      'policy/terraform-directive',
    ],
    [
      'a variable in JSON',
      'a.tf.json',
      inJson('exec.pid > 0 && ${process.seen}'),
      'carrier/terraform-unescaped',
    ],
    ['a field in JSON', 'a.tf.json', inJson('exec.comm == "%{process.comm}"'), 'carrier/terraform-unescaped'],
    [
      'a folded policy',
      'cm.yaml',
      configMap(
        '>\n    rules:\n    - id: a\n      expression: exec.pid > 0\n    - id: b\n      expression: exec.pid > 1',
      ),
      'carrier/block-scalar-indentation',
    ],
    [
      'a policy in quotes',
      'cm.yaml',
      configMap("'rules:\n    - id: a\n      expression: exec.pid > 0'"),
      'carrier/block-scalar-indentation',
    ],
    [
      'a policy beside its key',
      'cm.yaml',
      configMap('|\n  rules:\n    - id: a\n      expression: exec.pid > 0'),
      'carrier/block-scalar-indentation',
    ],
    [
      'a line that stands less deep than the first',
      'cm.yaml',
      configMap('|\n      rules:\n    - id: a\n      expression: exec.pid > 0'),
      'carrier/block-scalar-indentation',
    ],
    [
      'lines that Helm does not indent',
      'templates/cm.yaml',
      configMap('|\n    {{ .Files.Get "a.policy" | indent 4 }}'),
      'carrier/block-scalar-indentation',
    ],
  ])('%s', (_, name, text, code) => {
    expect(codesIn(name, text)).toEqual([code]);
  });

  it('and what only Terraform or Helm knows is said as it was', () => {
    expect(codesIn('main.tf', inTerraform('"exec.comm == \\"${var.name}\\""'))).toEqual([
      'policy/not-static',
    ]);
    expect(codesIn('templates/cm.yaml', configMap('|\n{{ .Files.Get "a.policy" | indent 4 }}'))).toEqual([
      'policy/not-static',
    ]);
  });
});
