import type { PlainRule } from './plain-rule.ts';
import type { FittedPolicy } from './single-rules.ts';
import { unique } from './sources.ts';

/** Rules and policies under the labels that their resources have. */
export interface LabelledPolicy {
  readonly label: string;
  readonly name: string;
  readonly rules: readonly { readonly label: string; readonly rule: PlainRule }[];
}

/** Labels are unique in a module; two policies may have a rule of the same id. */
export function labelled(policies: readonly FittedPolicy[]): readonly LabelledPolicy[] {
  const ofPolicies = new Set<string>();
  const ofRules = new Set<string>();
  return policies.map(({ name, rules }) => ({
    label: unique(labelOf(name), ofPolicies),
    name,
    rules: rules.map((rule) => ({ label: unique(labelOf(rule.id), ofRules), rule })),
  }));
}

function labelOf(name: string): string {
  const plain = name.replace(/[^\w-]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}
