import type { PolicyState } from '@secl/policy';
import type { FleetPolicy } from '../policies/fleet-policy.ts';
import { allOf } from './counting.ts';
import type { JudgedProfile } from './placed.ts';
import type { ReportedPolicy } from './report.ts';

export function reportedPolicies(
  policies: readonly FleetPolicy[],
  profiles: readonly JudgedProfile[],
): readonly ReportedPolicy[] {
  return policies.map(({ policy, enabled, hostTags }, index) => {
    const states: Partial<Record<PolicyState, number>> = {};
    let absent = 0;
    for (const profile of profiles) {
      const state = profile.policies[index] ?? null;
      if (state === null) absent += allOf(profile);
      else if (profile.hosts + profile.tasks > 0)
        states[state] = (states[state] ?? 0) + profile.hosts + profile.tasks;
    }
    return {
      name: policy.about?.name?.value ?? policy.file.name,
      type: policy.file.kind,
      enabled,
      scopeKnown: hostTags !== 'unknown',
      scope: hostTags === 'unknown' || hostTags.length === 0 ? null : hostTags,
      rules: policy.file.rules.length,
      states,
      absent,
    };
  });
}

/** As the product's screens name the states of a policy. */
export function stateName(state: PolicyState): string {
  switch (state) {
    case 'loaded':
    case 'partially_filtered':
      return 'Fully Loaded';
    case 'partially_loaded':
      return 'Partially Loaded';
    case 'fully_rejected':
    case 'error':
      return 'Fully Rejected';
    case 'fully_filtered':
      return 'Fully Filtered';
  }
}
