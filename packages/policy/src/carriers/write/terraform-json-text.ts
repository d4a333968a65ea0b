/** Rules as resources in Terraform's JSON, whose strings are templates: `${` of SECL is written `$${`. */
import { policyType } from '../carrier-of.ts';
import { type Json, jsonText } from './json-text.ts';
import type { PlainAction, PlainRule } from './plain-rule.ts';
import type { FittedPolicy } from './single-rules.ts';
import { deployment, type LabelledPolicy, labelled } from './terraform-names.ts';
import { ruleType } from './terraform-text.ts';

export function terraformJsonText(policies: readonly FittedPolicy[]): string {
  const all = labelled(policies);
  const ofPolicies = all.map((policy) => [policy.label, policyBody(policy)] as const);
  const rules = all.flatMap((policy) =>
    policy.rules.map(
      ({ label, rule }) => [label, ruleBody(rule, `\${${policyType}.${policy.label}.id}`)] as const,
    ),
  );
  return jsonText({
    resource: {
      [policyType]: Object.fromEntries(ofPolicies),
      ...(rules.length === 0 ? {} : { [ruleType]: Object.fromEntries(rules) }),
    },
  });
}

function policyBody(policy: LabelledPolicy): Json {
  const { description, enabled, hostTags } = deployment(policy);
  return {
    name: text(policy.title),
    description: optional(description),
    enabled,
    host_tags_lists: hostTags.length === 0 ? undefined : hostTags.map((list) => list.map(text)),
  };
}

function ruleBody(rule: PlainRule, policy: string): Json {
  return {
    name: text(rule.id),
    policy_id: policy,
    description: optional(rule.description),
    enabled: rule.disabled === undefined ? undefined : !rule.disabled,
    expression: text(rule.expression),
    product_tags: rule.productTags.length === 0 ? undefined : rule.productTags.map(text),
    actions: rule.actions.length === 0 ? undefined : rule.actions.map(actionBody),
  };
}

function actionBody({ set, hash }: PlainAction): Json {
  return {
    hash: hash && { field: optional(hash.field) },
    set: set && {
      name: optional(set.name),
      value: set.value === undefined ? undefined : text(String(set.value)),
      field: optional(set.field),
      append: set.append ? true : undefined,
      scope: optional(set.scope),
      size: set.size,
      ttl: set.ttl,
    },
  };
}

const text = (value: string): string => value.replace(/([$%])(?=\{)/g, '$1$1');
const optional = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : text(value);
