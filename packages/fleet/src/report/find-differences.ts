/** What agents reported, against what is predicted for them, with what the difference probably comes from. */
import type { RealLoad, RealRule } from '../inventory/real.ts';
import type { KnownRule } from '../judge/rules.ts';
import type { FleetPolicy } from '../policies/fleet-policy.ts';
import type { Difference } from './differences.ts';
import type { Placed } from './placed.ts';
import type { Outcome, OutcomeStatus } from './report.ts';

/** Names that are kept of those that have a difference. */
const mostNames = 20;

interface Compared {
  readonly rule: string;
  readonly policy: string;
  readonly predicted: OutcomeStatus;
  readonly real: string;
  readonly cause: string;
}

export function differencesOf(
  real: readonly RealLoad[],
  placed: readonly Placed[],
  rules: readonly KnownRule[],
  policies: readonly FleetPolicy[],
  outcomes: readonly Outcome[],
): readonly Difference[] {
  if (real.length === 0) return [];
  const byName = new Map(placed.map((each) => [each.member.name.toLowerCase(), each]));
  const found = new Map<string, Difference & { count: number; names: string[] }>();
  for (const load of real) {
    const at = byName.get(load.name.toLowerCase());
    if (at === undefined || load.policies.every((policy) => policy.rules === undefined)) continue;
    for (const compared of compare(load, at, rules, policies, outcomes)) {
      const key = JSON.stringify(compared);
      const known = found.get(key) ?? { ...compared, count: 0, names: [] };
      known.count++;
      if (known.names.length < mostNames) known.names.push(load.name);
      found.set(key, known);
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

function compare(
  load: RealLoad,
  at: Placed,
  rules: readonly KnownRule[],
  policies: readonly FleetPolicy[],
  outcomes: readonly Outcome[],
): readonly Compared[] {
  const reported = new Map<string, { readonly rule: RealRule; readonly policy: string }>();
  for (const policy of load.policies)
    for (const rule of policy.rules ?? []) {
      const known = reported.get(rule.id);
      // Loaded under one policy and filtered under another is loaded.
      if (known === undefined || (known.rule.status !== 'loaded' && rule.status === 'loaded'))
        reported.set(rule.id, { rule, policy: policy.name });
    }
  const names = new Set(load.policies.map(({ name }) => name));
  const compared: Compared[] = [];
  const seen = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    seen.add(rule.id);
    const outcome = outcomes[at.profile.outcomes[index] ?? -1];
    if (outcome === undefined) continue;
    const said = reported.get(rule.id);
    if (agrees(outcome, said?.rule)) continue;
    const policy = policies[rule.policy];
    const name = policyName(policy);
    compared.push({
      rule: rule.id,
      policy: said?.policy ?? name,
      predicted: outcome.status,
      real: said?.rule.status ?? 'absent',
      cause: causeOf({ load, at, rule, outcome, said: said?.rule, deployed: names.has(name), policy: name }),
    });
  }
  for (const [id, { rule, policy }] of reported) {
    if (seen.has(id)) continue;
    const cause =
      names.has(policy) && policies.some((each) => policyName(each) === policy)
        ? `another version of the policy \`${policy}\` is deployed there`
        : `the policy \`${policy}\` is deployed there and is not among the policies here`;
    compared.push({ rule: id, policy, predicted: 'absent', real: rule.status, cause });
  }
  return compared;
}

/** As agents call a policy: by its file, without the folder. */
function policyName(policy: FleetPolicy | undefined): string {
  const named = policy?.policy.about?.name?.value ?? policy?.policy.file.name ?? '';
  return named.replace(/^.*[/#]/, '');
}

/** Agents do not name disabled rules, and old ones no filtered ones. */
function agrees({ status, by }: Outcome, said: RealRule | undefined): boolean {
  switch (status) {
    case 'live':
    case 'silent':
      return said?.status === 'loaded';
    case 'rejected':
      return said !== undefined && said.status !== 'loaded' && said.status !== 'filtered';
    case 'filtered':
      return said === undefined || (said.status === 'filtered' && by !== 'disabled');
    case 'absent':
      return said === undefined;
    // Whatever the agent says decides it.
    case 'undecided':
      return true;
  }
}

interface Case {
  readonly load: RealLoad;
  readonly at: Placed;
  readonly rule: KnownRule;
  readonly outcome: Outcome;
  readonly said: RealRule | undefined;
  readonly deployed: boolean;
  readonly policy: string;
}

/** The most certain first. */
function causeOf({ load, at, rule, outcome, said, deployed, policy }: Case): string {
  const { facts } = at.member;
  const known = facts.agent?.value;
  if (load.agent !== undefined && known !== undefined && !isSameVersion(load.agent, known))
    return `the agent says that it is ${load.agent}, the inventory ${known}`;
  if (at.unprotected !== undefined)
    return `the inventory says that ${at.unprotected === 'no-agent' ? 'no agent runs there' : 'Workload Protection is off there'}`;
  if (said === undefined) {
    if (!deployed && facts.remote_config?.value === 'off')
      return `the policy \`${policy}\` is not there, and the agent takes none by remote configuration`;
    return deployed
      ? `another version of the policy \`${policy}\` is deployed there`
      : `the policy \`${policy}\` is not deployed there`;
  }
  if (outcome.status === 'absent')
    return `the policy \`${policy}\` goes to other hosts than its tags say here`;
  if (said.expression !== '' && normal(said.expression) !== normal(rule.expression))
    return 'another version of the rule is deployed there';
  if (said.status === 'event_type_disabled')
    return "the agent's configuration turns the rule's event type off";
  if (said.status === 'filtered') return 'a fact of the host is another than the inventory says';
  if (outcome.status === 'filtered')
    return 'a fact of the host is another than the inventory says, or the rule has other filters there';
  return said.message === '' ? 'not known; the agent gives no reason' : `the agent says: ${said.message}`;
}

function isSameVersion(a: string, b: string): boolean {
  const core = (text: string): string => text.replace(/^v|[-+].*$/g, '');
  return core(a) === core(b) || core(a).startsWith(`${core(b)}.`) || core(b).startsWith(`${core(a)}.`);
}

const normal = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
