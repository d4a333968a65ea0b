/** The smallest upgrade of agents that makes a rule live on a share of the hosts where it should be. */

import { catalogue, compareAgentVersions } from '@secl/model';
import type { Target } from '@secl/policy';
import type { FleetMember, Inventory } from '../inventory/inventory.ts';
import { Tally } from '../inventory/tally.ts';
import { versionIn } from '../inventory/written-version.ts';
import { Outcomes } from '../judge/outcomes.ts';
import { placesIn } from '../judge/places.ts';
import { rulesOf } from '../judge/rules.ts';
import type { FleetPolicy } from '../policies/fleet-policy.ts';
import type { Reached } from '../policies/host-tags.ts';
import { isExpected } from '../report/counting.ts';
import type { AssessOptions } from '../report/options.ts';
import { Profiles } from '../report/profiles.ts';

export interface Upgrade {
  readonly rule: string;
  /** What was asked for, from 0 to 1. */
  readonly share: number;
  /** Hosts and tasks on which the rule should be live, and is. */
  readonly expected: number;
  readonly live: number;
  /** The oldest agent to which an upgrade is enough, `7.60`; nothing where none is needed, or none is enough. */
  readonly version: string | null;
  readonly enough: boolean;
  /** Which agents to bring there, as few hosts as possible; all of these versions. */
  readonly upgrade: readonly { readonly agent: string; readonly members: number }[];
  /** How many it is live on then; where no upgrade is enough, with the best one. */
  readonly liveAfter: number;
  /** Why it stays dead on the others, with the newest agent everywhere; most frequent first. */
  readonly rest: readonly { readonly why: string; readonly members: number }[];
}

/** Members that are alike for the question. */
interface Kind {
  readonly target: Target;
  readonly reached: Reached;
  readonly agent: string;
  members: number;
}

export function smallestUpgrade(
  inventory: Inventory,
  policies: readonly FleetPolicy[],
  options: AssessOptions,
  ruleId: string,
  share = 0.95,
): Upgrade | undefined {
  const places = placesIn(policies.map(({ policy }) => policy));
  const rules = rulesOf(policies, places);
  const rule = rules.findIndex(({ id }) => id === ruleId);
  if (rule === -1) return undefined;
  const outcomes = new Outcomes(
    policies,
    rules.map(({ key }) => key),
    places,
  );
  const profiles = new Profiles(policies, outcomes, options, new Tally());
  const outcomeOf = (target: Target, reached: Reached) =>
    outcomes.all[profiles.find(target, reached).outcomes[rule] ?? -1];

  let expected = 0;
  let live = 0;
  const rest = new Map<string, number>();
  const kinds = new Map<string, Kind>();
  for (const member of [...inventory.hosts, ...inventory.tasks]) {
    const { profile, unprotected } = profiles.place(member);
    const outcome = outcomes.all[profile.outcomes[rule] ?? -1];
    if (outcome === undefined || !isExpected(outcome)) continue;
    expected++;
    if (unprotected !== undefined) {
      const why = unprotected === 'no-agent' ? 'no agent runs there' : 'Workload Protection is off there';
      rest.set(why, (rest.get(why) ?? 0) + 1);
    } else if (outcome.status === 'live') live++;
    else if (profile.target.agentVersion === undefined) count(rest, 'the agent version is not known');
    else addKind(kinds, member, profiles);
  }
  const needed = Math.ceil(share * expected - 1e-9) - live;
  const base = { rule: ruleId, share, expected, live };
  const newest = [...kinds.values()].flatMap((kind) => {
    const outcome = outcomeOf(at(kind.target, catalogue(kind.target.platform).lastMinor), kind.reached);
    return outcome === undefined || outcome.status === 'live' ? [] : [{ kind, why: outcome.why }];
  });
  for (const { kind, why } of newest) count(rest, why, kind.members);
  const leftOver = [...rest]
    .map(([why, members]) => ({ why, members }))
    .sort((a, b) => b.members - a.members || (a.why < b.why ? -1 : 1));
  if (needed <= 0)
    return { ...base, version: null, enough: true, upgrade: [], liveAfter: live, rest: leftOver };

  const { firstMinor, lastMinor } = catalogue('linux');
  let best = { version: null as string | null, gained: 0 };
  for (let minor = firstMinor; minor <= lastMinor; minor++) {
    const won = [...kinds.values()].filter(
      ({ target, reached }) =>
        isOlder(target, minor) && outcomeOf(at(target, minor), reached)?.status === 'live',
    );
    const gained = won.reduce((sum, { members }) => sum + members, 0);
    if (gained > best.gained) best = { version: `7.${minor}`, gained };
    if (gained < needed) continue;
    const upgrade = fewest(won, needed);
    const liveAfter = live + upgrade.reduce((sum, { members }) => sum + members, 0);
    return { ...base, version: `7.${minor}`, enough: true, upgrade, liveAfter, rest: leftOver };
  }
  return {
    ...base,
    version: best.version,
    enough: false,
    upgrade: [],
    liveAfter: live + best.gained,
    rest: leftOver,
  };
}

function addKind(kinds: Map<string, Kind>, member: FleetMember, profiles: Profiles): void {
  const target = profiles.target(member);
  const reached = profiles.reached(member);
  const agent = member.facts.agent?.value ?? '';
  const host = [...target.host].map((fact) => fact.join('=')).join();
  const key = [target.platform, target.origin, agent, reached.key, host].join('|');
  const known = kinds.get(key);
  if (known !== undefined) known.members++;
  else kinds.set(key, { target, reached, agent, members: 1 });
}

function count(rest: Map<string, number>, why: string, members = 1): void {
  rest.set(why, (rest.get(why) ?? 0) + members);
}

function at(target: Target, minor: number): Target {
  return { ...target, agentVersion: { major: 7, minor, patch: 0, prerelease: '', build: '' } };
}

function isOlder({ agentVersion }: Target, minor: number): boolean {
  return agentVersion !== undefined && (agentVersion.major < 7 || agentVersion.minor < minor);
}

/** The fewest versions whose agents are enough together, oldest first. */
function fewest(won: readonly Kind[], needed: number): Upgrade['upgrade'] {
  const byAgent = new Map<string, number>();
  for (const { agent, members } of won) byAgent.set(agent, (byAgent.get(agent) ?? 0) + members);
  const largest = [...byAgent].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const taken: { agent: string; members: number }[] = [];
  let sum = 0;
  for (const [agent, members] of largest) {
    if (sum >= needed) break;
    taken.push({ agent, members });
    sum += members;
  }
  return taken.sort((a, b) => {
    const [first, second] = [versionIn(a.agent), versionIn(b.agent)];
    return first === undefined || second === undefined ? 0 : compareAgentVersions(first, second);
  });
}
