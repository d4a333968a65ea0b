/** Policies on a fleet: every different kind of host is judged once, and everybody counted by it. */

import { type AgentVersion, catalogue, compareAgentVersions, parseAgentVersion } from '@secl/model';
import type { PolicyState } from '@secl/policy';
import type { FleetMember, Inventory } from '../inventory/inventory.ts';
import { Tally } from '../inventory/tally.ts';
import { versionIn } from '../inventory/written-version.ts';
import { Outcomes } from '../judge/outcomes.ts';
import { placesIn } from '../judge/places.ts';
import { type KnownRule, rulesOf } from '../judge/rules.ts';
import type { FleetPolicy } from '../policies/fleet-policy.ts';
import { attackCoverage } from './attack-coverage.ts';
import { Counting } from './counting.ts';
import { differencesOf } from './find-differences.ts';
import { groupsOf } from './groups.ts';
import { missingFacts } from './missing-facts.ts';
import type { AssessOptions } from './options.ts';
import type { JudgedProfile, Placed } from './placed.ts';
import { reportedPolicies } from './policies.ts';
import { Profiles } from './profiles.ts';
import type {
  FleetReport,
  MemberStatus,
  Outcome,
  OutcomeStatus,
  Profile,
  ReportedHost,
  ReportedTask,
} from './report.ts';
import { reportedRules } from './rules.ts';
import { summaryOf } from './summary.ts';
import { reportedTask } from './tasks.ts';
import { isOutdated, versionsInUse } from './versions.ts';

export function assess(
  inventory: Inventory,
  policies: readonly FleetPolicy[],
  options: AssessOptions,
): FleetReport {
  const tally = new Tally();
  const places = placesIn(policies.map(({ policy }) => policy));
  const known = rulesOf(policies, places);
  const keys = known.map(({ key }) => key);
  const outcomes = new Outcomes(policies, keys, places);
  const profiles = new Profiles(policies, outcomes, options, tally);
  const members: readonly FleetMember[] = [...inventory.hosts, ...inventory.tasks];
  const placed = members.map((member): Placed => profiles.place(member));
  return reportOf({
    inventory,
    policies,
    known,
    placed,
    profiles: profiles.all,
    outcomes: outcomes.all,
    options,
    tally,
  });
}

interface Assessed {
  readonly inventory: Inventory;
  readonly policies: readonly FleetPolicy[];
  readonly known: readonly KnownRule[];
  readonly placed: readonly Placed[];
  readonly profiles: readonly JudgedProfile[];
  readonly outcomes: readonly Outcome[];
  readonly options: AssessOptions;
  readonly tally: Tally;
}

function reportOf(assessed: Assessed): FleetReport {
  const { inventory, policies, known, placed, profiles, outcomes, options, tally } = assessed;
  const oldest = parseAgentVersion(options.oldestCurrentAgent ?? '') ?? oldestCurrent();
  const isOld = (text: string | undefined): boolean => {
    const version = text === undefined ? undefined : versionIn(text);
    return version !== undefined && isOutdated(version, oldest);
  };
  const counting = new Counting(profiles, outcomes);
  const numbers = new Map(profiles.map((profile, index) => [profile, index]));
  const statuses = new Map(profiles.map((profile) => [profile, statusOf(profile, outcomes)]));
  const reported = placed.map((each): ReportedHost | ReportedTask => {
    const { facts, name, tags, sources } = each.member;
    const agent = facts.agent?.value === 'none' ? undefined : facts.agent?.value;
    const common = {
      name,
      status: each.unprotected ?? statuses.get(each.profile) ?? ('undecided' as const),
      ...numbered(each, numbers),
      agent: agent ?? null,
      outdated: isOld(agent),
      os: facts.os?.value ?? null,
      cluster: facts.cluster?.value ?? null,
      account: facts.account?.value ?? null,
      tags,
      sources,
    };
    return each.member.kind === 'host'
      ? { ...common, kernel: facts.kernel?.value ?? null, distro: facts.distro?.value ?? null }
      : reportedTask(common, each.member);
  });
  const hosts = reported.filter((each): each is ReportedHost => !isTask(each));
  const tasks = reported.filter(isTask);
  const rules = reportedRules(known, counting);
  return {
    sources: inventory.sources,
    summary: summaryOf(hosts, tasks, counting, written(oldest)),
    policies: reportedPolicies(policies, profiles),
    rules,
    outcomes,
    profiles: profiles.map((profile) => profileOf(profile, policies.length)),
    hosts,
    tasks,
    groups: groupsOf(placed, reported, numbers, counting, options.groupBy),
    attack: attackCoverage(rules, profiles, outcomes, placed.length),
    missingFacts: missingFacts(profiles, outcomes),
    versions: versionsInUse(placed, oldest),
    differences: differencesOf(inventory.real, placed, known, policies, outcomes),
    problems: [...inventory.problems, ...tally.problems()],
  };
}

const isTask = (each: ReportedHost | ReportedTask): each is ReportedTask => 'configured' in each;

function numbered({ profile, unprotected }: Placed, numbers: ReadonlyMap<JudgedProfile, number>) {
  const number = numbers.get(profile) ?? null;
  return unprotected === undefined
    ? { profile: number, supposed: null }
    : { profile: null, supposed: number };
}

function written({ minor, patch }: AgentVersion): string {
  return patch === 0 ? `7.${minor}` : `7.${minor}.${patch}`;
}

/** The first minor of the last twelve: about a year of releases. */
function oldestCurrent() {
  return { major: 7, minor: catalogue('linux').lastMinor - 11, patch: 0, prerelease: '', build: '' };
}

function statusOf({ deployment, outcomes, states }: JudgedProfile, all: readonly Outcome[]): MemberStatus {
  if (deployment.all.length === 0) return 'no-policy';
  const found = new Set<OutcomeStatus | undefined>();
  for (const number of outcomes) found.add(all[number]?.status);
  if (found.has('rejected') || states.includes('error')) return 'errors';
  return found.has('undecided') ? 'undecided' : 'loaded';
}

function profileOf(judged: JudgedProfile, policies: number): Profile {
  const { target, agents, hosts, tasks, outcomes } = judged;
  const sorted = [...agents].filter((agent) => versionIn(agent) !== undefined).sort(byVersion);
  const version =
    sorted.length === 0
      ? 'agent unknown'
      : sorted.length > 3
        ? `${sorted[0]} to ${sorted.at(-1)}`
        : sorted.join(', ');
  return {
    name: `${target.platform} ${version}${target.origin === 'ebpfless' ? ', eBPF-less' : ''}`,
    platform: target.platform,
    origin: target.origin ?? null,
    agents: sorted,
    hosts,
    tasks,
    get policies() {
      return statesOf(judged, policies);
    },
    outcomes,
  };
}

/** Of all policies: written out when it is asked for, as a thousand of them on as many kinds of hosts are many. */
function statesOf({ deployment, states }: JudgedProfile, policies: number): readonly (PolicyState | null)[] {
  const all = new Array<PolicyState | null>(policies).fill(null);
  for (const [order, index] of deployment.all.entries()) all[index] = states[order] ?? null;
  return all;
}

function byVersion(a: string, b: string): number {
  const [first, second] = [versionIn(a), versionIn(b)];
  if (first === undefined || second === undefined) return a < b ? -1 : 1;
  return compareAgentVersions(first, second) || (a < b ? -1 : 1);
}
