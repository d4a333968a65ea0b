/** Policies with what decides where they go and what their rules do there. */
import type { CarriedPolicy, HostTags, PolicyFile } from '@secl/policy';

/** What a policy does with a rule of it. */
export type RuleMode = 'monitoring' | 'blocking' | 'disabled';

export interface FleetPolicy {
  readonly policy: CarriedPolicy;
  /** Empty: it goes to all hosts. */
  readonly hostTags: HostTags;
  /** One that is not enabled goes nowhere. */
  readonly enabled: boolean;
  /** By rule id; what is not named is in `defaultMode`. */
  readonly modes: ReadonlyMap<string, RuleMode>;
  /** Nothing: the policy says nothing of it, and rules do what they say. */
  readonly defaultMode: RuleMode | undefined;
}

/** A policy as its carrier has it; what the carrier says of its deployment counts. */
export function fleetPolicyOf(policy: CarriedPolicy): FleetPolicy {
  return {
    policy,
    hostTags: policy.about?.hostTags ?? [],
    enabled: policy.about?.enabled?.value ?? !isOffByDefault(policy),
    modes: new Map(),
    defaultMode: undefined,
  };
}

/** A policy of Terraform that does not say whether it is enabled is not. What only Terraform knows is left open. */
function isOffByDefault({ carrier, about }: CarriedPolicy): boolean {
  return carrier.startsWith('terraform') && about !== undefined && about.hostTags !== 'unknown';
}

export function modeOf({ modes, defaultMode }: FleetPolicy, ruleId: string): RuleMode | undefined {
  return modes.get(ruleId) ?? defaultMode;
}

const severity: readonly RuleMode[] = ['disabled', 'monitoring', 'blocking'];

/** Of several policies that hold a rule the most severe mode wins. */
export function mostSevere(modes: readonly (RuleMode | undefined)[]): RuleMode | undefined {
  const ranks = modes.flatMap((mode) => (mode === undefined ? [] : [severity.indexOf(mode)]));
  return ranks.length === 0 ? undefined : severity[Math.max(...ranks)];
}

/** The file as agents get it: rules that the policy disables are disabled definitions. */
export function deployedFile(policy: FleetPolicy): PolicyFile {
  const { file } = policy.policy;
  const rules = file.rules.map((rule) =>
    modeOf(policy, rule.id?.value ?? '') === 'disabled'
      ? { ...rule, disabled: { value: true, range: rule.range } }
      : rule,
  );
  return { ...file, rules };
}
