/**
 * What the API says of a rule in each of its policies: the ids under `blocking`, `monitoring` and `disabled`. A rule that
 * names no other policy is in all of these, and the most severe state counts.
 */
import { parseJson } from '@secl/text';
import { at, listAt, textAt } from '../inventory/look.ts';
import { type FleetPolicy, fleetPolicyOf, type RuleMode } from './fleet-policy.ts';

const modes: readonly RuleMode[] = ['blocking', 'monitoring', 'disabled'];

/** Modes by policy id and rule id. */
type States = ReadonlyMap<string, ReadonlyMap<string, RuleMode>>;

export function withApiStates(policies: readonly FleetPolicy[]): readonly FleetPolicy[] {
  const byDocument = new Map<string, States>();
  const statesIn = ({ policy: { home } }: FleetPolicy): States => {
    const known = byDocument.get(home.document) ?? readStates(home.text);
    byDocument.set(home.document, known);
    return known;
  };
  const all = policies.filter(({ policy }) => policy.carrier === 'api').map(statesIn);
  return policies.flatMap((policy) => {
    if (policy.policy.carrier !== 'api') return [policy];
    const { group } = policy.policy;
    if (group !== '') return [{ ...policy, modes: new Map([...policy.modes, ...merged(all, group)]) }];
    return split(policy, statesIn(policy), policies);
  });
}

function merged(all: readonly States[], group: string): ReadonlyMap<string, RuleMode> {
  return new Map(all.flatMap((states) => [...(states.get(group) ?? [])]));
}

/** Rules of several policies, into each of them; those without a state stay where they are. */
function split(policy: FleetPolicy, states: States, all: readonly FleetPolicy[]): readonly FleetPolicy[] {
  if (states.size === 0) return [policy];
  const { file } = policy.policy;
  const named = new Set([...states.values()].flatMap((byRule) => [...byRule.keys()]));
  const rest = file.rules.filter(({ id }) => !named.has(id?.value ?? ''));
  const parts = [...states].map(([group, byRule]): FleetPolicy => {
    const home = all.find((each) => each.policy.carrier === 'api' && each.policy.group === group);
    const rules = file.rules.filter(({ id }) => byRule.has(id?.value ?? ''));
    const own = { ...file, name: `${file.name}#${group}`, rules };
    const carried = { ...policy.policy, group, about: home?.policy.about, file: own };
    return { ...fleetPolicyOf(carried), modes: byRule };
  });
  return rest.length === 0
    ? parts
    : [{ ...policy, policy: { ...policy.policy, file: { ...file, rules: rest } } }, ...parts];
}

function readStates(text: string): States {
  const states = new Map<string, Map<string, RuleMode>>();
  const parsed = parseJson(text);
  const data = parsed.ok ? at(parsed.value, 'data') : undefined;
  for (const element of Array.isArray(data) ? data : [data]) {
    const rule = textAt(element, 'attributes', 'name');
    if (rule === undefined || textAt(element, 'type') !== 'agent_rule') continue;
    for (const mode of modes)
      for (const id of listAt(element, 'attributes', mode)) {
        const byRule = states.get(String(id)) ?? new Map<string, RuleMode>();
        states.set(String(id), byRule);
        if (!byRule.has(rule)) byRule.set(rule, mode);
      }
  }
  return states;
}
