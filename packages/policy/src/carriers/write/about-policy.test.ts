import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { readCarrier } from '../read-carrier.ts';
import type { Conversion, ConversionTarget } from './conversion.ts';
import { convert } from './convert.ts';

const hcl = await startHclParser();

/** A policy of Terraform with one rule, converted. */
function converted(policy: string, to: ConversionTarget, name?: string): Conversion {
  const text = `resource "datadog_csm_threats_policy" "prod" {
${policy}
}
resource "datadog_csm_threats_agent_rule" "ssh" {
  name       = "ssh"
  policy_id  = datadog_csm_threats_policy.prod.id
  enabled    = true
  expression = "connect.addr.port == 22"
}
`;
  const sources = readCarrier('main.tf', text, { hcl }).map((carried) => ({ carried, comments: [] }));
  return convert(sources, to, name === undefined ? {} : { name });
}

const textOf = ({ files: [file] }: Conversion): string => String(file?.content);
const lost = ({ changes }: Conversion): readonly string[] => changes.map(({ message }) => message);
const whole = `  name            = "prod: all"
  description     = "For $\${x}"
  enabled         = false
  host_tags_lists = [["env:prod", "a:b"], ["c"]]`;

describe('what a policy of Terraform says of itself', () => {
  it('stays in Terraform', () => {
    const conversion = converted(whole, 'terraform');
    expect(textOf(conversion)).toContain(`resource "datadog_csm_threats_policy" "prod" {\n${whole}\n}\n`);
    expect(lost(conversion)).toEqual([]);
  });

  it('stays in its JSON', () => {
    const conversion = converted(whole, 'terraform-json');
    const [carried] = readCarrier('main.tf.json', textOf(conversion), {});
    expect(carried?.about).toMatchObject({
      name: { value: 'prod: all' },
      description: { value: 'For ${x}' },
      enabled: { value: false },
      hostTags: [['env:prod', 'a:b'], ['c']],
    });
    expect(lost(conversion)).toEqual([]);
  });

  it('is off where nothing says that it is on', () => {
    expect(textOf(converted('  name = "p"', 'terraform'))).toContain('  name    = "p"\n  enabled = false\n');
  });

  it.each(['policy', 'configmap', 'helm', 'archive', 'api', 'rule-files'] as const)(
    'is said to be lost in what holds rules only: %s',
    (to) => {
      expect(lost(converted(whole, to))).toEqual([
        'that the policy is not enabled is left out: whoever gets it loads it',
        'the host tags of the policy are left out: it goes to every host that gets it',
        'the description of the policy is left out',
      ]);
      expect(lost(converted('  name    = "p"\n  enabled = true', to))).toEqual([]);
    },
  );

  it('is said to be lost everywhere where only Terraform knows it', () => {
    const open = '  name            = "p"\n  enabled         = true\n  host_tags_lists = var.tags';
    for (const to of ['terraform', 'policy'] as const)
      expect(lost(converted(open, to))).toEqual([
        'where the policy goes is left out: its host tags, or whether it is enabled, are known only when its tool runs',
      ]);
  });

  it('has the name that was asked for, letter by letter, and a label that Terraform takes', () => {
    expect(textOf(converted(whole, 'terraform', 'My "prod"'))).toContain(
      'resource "datadog_csm_threats_policy" "My_prod" {\n  name            = "My \\"prod\\""\n',
    );
  });

  it('has a name that Kubernetes takes', () => {
    expect(textOf(converted(whole, 'configmap', 'My prod/../x: {y}'))).toContain('\n  name: my-prod.x-y\n');
  });
});
