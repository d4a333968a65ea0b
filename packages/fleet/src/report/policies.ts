import type { PolicyState } from '@secl/policy';
import type { FleetPolicy } from '../policies/fleet-policy.ts';
import { allOf } from './counting.ts';
import type { JudgedProfile } from './placed.ts';
import type { ReportedPolicy } from './report.ts';

export function reportedPolicies(
  policies: readonly FleetPolicy[],
  profiles: readonly JudgedProfile[],
): readonly ReportedPolicy[] {
  const everybody = profiles.reduce((sum, profile) => sum + allOf(profile), 0);
  const counted = policies.map(() => ({
    states: {} as Partial<Record<PolicyState, number>>,
    absent: everybody,
  }));
  // Kind of host by kind of host, as rules are counted.
  for (const profile of profiles) {
    const members = profile.hosts + profile.tasks;
    const all = allOf(profile);
    for (const [order, index] of profile.deployment.all.entries()) {
      const own = counted[index];
      const state = profile.states[order] ?? null;
      if (own === undefined || state === null) continue;
      own.absent -= all;
      if (members > 0) own.states[state] = (own.states[state] ?? 0) + members;
    }
  }
  return policies.map(({ policy, enabled, hostTags }, index) => ({
    name: policy.about?.name?.value ?? policy.file.name,
    type: policy.file.kind,
    enabled,
    scopeKnown: hostTags !== 'unknown',
    scope: hostTags === 'unknown' || hostTags.length === 0 ? null : hostTags,
    rules: policy.file.rules.length,
    states: {},
    absent: 0,
    ...counted[index],
  }));
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
