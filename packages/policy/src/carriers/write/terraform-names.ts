import type { AboutPolicy } from './about-policy.ts';
import type { PlainRule } from './plain-rule.ts';
import type { FittedPolicy } from './single-rules.ts';
import { unique } from './sources.ts';

/** Rules and policies under the labels that their resources have. */
export interface LabelledPolicy {
  readonly label: string;
  readonly title: string;
  readonly about: AboutPolicy | undefined;
  readonly rules: readonly { readonly label: string; readonly rule: PlainRule }[];
}

/** Labels are unique in a module; two policies may have a rule of the same id. */
export function labelled(policies: readonly FittedPolicy[]): readonly LabelledPolicy[] {
  const ofPolicies = new Set<string>();
  const ofRules = new Set<string>();
  return policies.map(({ name, title, about, rules }) => ({
    label: unique(labelOf(name), ofPolicies),
    title,
    about,
    rules: rules.map((rule) => ({ label: unique(labelOf(rule.id), ofRules), rule })),
  }));
}

function labelOf(name: string): string {
  const plain = name.replace(/[^\w-]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** What is known of where it goes; a policy that never said anything is one that is wanted. */
export function deployment({ about }: LabelledPolicy): {
  readonly description: string | undefined;
  readonly enabled: boolean;
  readonly hostTags: readonly (readonly string[])[];
} {
  if (about === undefined) return { description: undefined, enabled: true, hostTags: [] };
  const { description, enabled, hostTags } = about;
  return { description, enabled, hostTags: hostTags === 'unknown' ? [] : hostTags };
}
