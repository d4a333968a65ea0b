import { policyType } from './carrier-of.ts';

/**
 * The policy that a reference leads to, by its address: `datadog_csm_threats_policy.base.id` and
 * `datadog_csm_threats_policy.base[0].id` are of `datadog_csm_threats_policy.base`. Any other expression stands for
 * itself: where two rules say the same, they are in one policy, whichever that is.
 */
export function policyAddress(expression: string): string {
  const [, address] =
    new RegExp(`^(${policyType}\\.[\\w-]+)(?:\\[[^\\]]*\\])?(?:\\.\\w+)?$`).exec(expression) ?? [];
  return address ?? expression.replace(/\s+/g, ' ').trim();
}
