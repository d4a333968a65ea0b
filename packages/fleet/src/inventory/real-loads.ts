import type { RealLoad, RealPolicy } from './real.ts';

/**
 * Puts together what an agent said at different times, the last of each policy. Most agents of a fleet say the same of a
 * policy: it is kept once.
 */
export function sharedReal(): (said: RealLoad, known: RealLoad | undefined) => RealLoad {
  const policies = new Map<string, RealPolicy>();
  const shared = (policy: RealPolicy): RealPolicy => {
    const key = JSON.stringify(policy);
    const known = policies.get(key);
    if (known !== undefined) return known;
    policies.set(key, policy);
    return policy;
  };
  return ({ name, agent, policies: said }, known) => {
    const merged = new Map((known?.policies ?? []).map((policy) => [policy.name, policy]));
    for (const policy of said) {
      const before = merged.get(policy.name);
      // A heartbeat without rules does not take back what was said of them.
      const rules = policy.rules ?? (before?.version === policy.version ? before.rules : undefined);
      merged.set(policy.name, shared({ ...policy, rules }));
    }
    return { name, agent: agent ?? known?.agent, policies: [...merged.values()] };
  };
}
