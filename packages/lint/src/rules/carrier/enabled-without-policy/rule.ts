import type { LintRule } from '../../../contract.ts';
import type { LintedFile, LintedRule } from '../../../view/linted.ts';
import { isTerraform } from '../carriers.ts';

/** The resource of before there were policies, which has `enabled` on its own. */
const older = 'datadog_cloud_workload_security_agent_rule';
/** The key in front of its value, in HCL or JSON. */
const key = /"?enabled"?\s*[=:]\s*$/;

/** The provider's documentation: `enabled` must not be used without `policy_id`. */
export const enabledWithoutPolicy: LintRule = {
  id: 'carrier/enabled-without-policy',
  title: '`enabled` without a policy',
  level: 'warning',
  needs: 'file',
  messages: {
    alone:
      'the provider takes `enabled` only beside `policy_id`: name the policy that the rule is in, or leave it out',
  },
  check(file, { report }) {
    if (!isTerraform(file) || file.group !== '') return;
    for (const rule of file.rules) {
      const { disabled } = rule.definition;
      if (disabled === undefined || isOlder(rule, file)) continue;
      const before = file.text.slice(0, disabled.range.start);
      const start = before.length - (key.exec(before)?.[0].length ?? 0);
      report(file.place({ start, end: disabled.range.end }), 'alone', {}, { subject: rule.id });
    }
  },
};

/** In HCL a rule is its whole block. In JSON its type stands further up, so a file with both is not looked at. */
function isOlder({ definition: { range } }: LintedRule, { carrier, text }: LintedFile): boolean {
  const own = carrier === 'terraform' ? text.slice(range.start, range.end) : text;
  return own.includes(`"${older}"`);
}
