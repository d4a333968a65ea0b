/**
 * All that is to be said of a fleet and its policies. Plain data, compact: a host has the number of its profile, a profile
 * the number of an outcome for each rule, and each different outcome stands once. All formats print this and nothing else.
 */
import type { Platform } from '@secl/model';
import type { Origin, PolicyState } from '@secl/policy';
import type { Severity } from '@secl/text';
import type { Source } from '../inventory/inventory.ts';
import type { FleetProblem } from '../problem.ts';
import type { AttackCoverage } from './attack.ts';
import type { Difference } from './differences.ts';

export interface FleetReport {
  readonly sources: readonly Source[];
  readonly summary: FleetSummary;
  /** In the order of loading. */
  readonly policies: readonly ReportedPolicy[];
  /** One an id, in the order of the files. */
  readonly rules: readonly ReportedRule[];
  readonly outcomes: readonly Outcome[];
  readonly profiles: readonly Profile[];
  /** By name. */
  readonly hosts: readonly ReportedHost[];
  readonly tasks: readonly ReportedTask[];
  readonly groups: readonly Group[];
  readonly attack: AttackCoverage;
  /** The one that decides most comes first. */
  readonly missingFacts: readonly MissingFact[];
  /** Newest first. */
  readonly versions: readonly AgentVersionInUse[];
  /** Where agents reported something else than is predicted. */
  readonly differences: readonly Difference[];
  readonly problems: readonly FleetProblem[];
}

/** What the product's honeycomb would show of a host or a task, and the two things that it cannot. */
export type MemberStatus =
  /** Every rule that goes there loads. */
  | 'loaded'
  /** A rule is in error. */
  | 'errors'
  /** None is in error, and of some it is not known, because the inventory lacks a fact. */
  | 'undecided'
  /** No policy goes there. */
  | 'no-policy'
  /** An agent runs there, and Workload Protection is off; or a task is not wrapped. */
  | 'feature-off'
  | 'no-agent';

export const memberStatuses: readonly MemberStatus[] = [
  'loaded',
  'errors',
  'undecided',
  'no-policy',
  'feature-off',
  'no-agent',
];

export type StatusCounts = Readonly<Record<MemberStatus, number>>;

export interface FleetSummary {
  readonly hosts: number;
  readonly tasks: number;
  readonly hostStatuses: StatusCounts;
  readonly taskStatuses: StatusCounts;
  /** Tasks on which rules can fire: an agent beside them, and traced. */
  readonly configuredTasks: number;
  /** `Very low coverage. 2 of 14 tasks covered`; empty without tasks. */
  readonly serverless: string;
  readonly outdated: number;
  /** Agents before this one count as outdated. */
  readonly oldestCurrentAgent: string;
  /** Rules that are in error somewhere, or not live on an agent where they should be. */
  readonly rulesToLookAt: number;
  /** Rules that should be live, each counted on each host and task. */
  readonly expected: number;
  /** Of those, the share that is live, from 0 to 1; 1 where there are none. */
  readonly liveShare: number;
}

interface ReportedMember {
  readonly name: string;
  readonly status: MemberStatus;
  /** Into `profiles`; nothing where no rule can be live. Set also with `no-policy`. */
  readonly profile: number | null;
  /** Without an agent that is on: the profile that it would have with one, the newest where there is none. */
  readonly supposed: number | null;
  /** As the inventory has it; nothing where it is not known or there is none. */
  readonly agent: string | null;
  readonly outdated: boolean;
  readonly os: string | null;
  readonly cluster: string | null;
  readonly account: string | null;
  readonly tags: readonly string[];
  /** Into `sources`. */
  readonly sources: readonly number[];
}

export interface ReportedHost extends ReportedMember {
  readonly kernel: string | null;
  readonly distro: string | null;
}

export interface ReportedTask extends ReportedMember {
  readonly configured: 'configured' | 'not-configured' | 'unknown';
  /** What keeps it from being configured, in words. */
  readonly lacks: readonly string[];
  readonly family: string | null;
  readonly launchType: string | null;
}

/** Hosts and tasks that cannot differ in what their agents hold. */
export interface Profile {
  /** In words: `linux 7.68, ebpf`. */
  readonly name: string;
  readonly platform: Platform;
  readonly origin: Origin | null;
  /** Oldest first, as the inventory has them; empty where it is not known. */
  readonly agents: readonly string[];
  /** None where it is only supposed. */
  readonly hosts: number;
  readonly tasks: number;
  /** By policy; nothing where it does not go there. */
  readonly policies: readonly (PolicyState | null)[];
  /** By rule, into `outcomes`. */
  readonly outcomes: NumberRow;
}

/** Numbers in a row, packed or as a list. */
export interface NumberRow extends Iterable<number> {
  readonly length: number;
  readonly [index: number]: number;
  entries(): Iterable<[index: number, number: number]>;
}

export type OutcomeStatus =
  /** Loads, and can fire. */
  | 'live'
  /** Loads, and never fires there. */
  | 'silent'
  | 'filtered'
  /** In error. */
  | 'rejected'
  | 'undecided'
  /** No policy that holds it goes there. */
  | 'absent';

export interface Outcome {
  readonly status: OutcomeStatus;
  /** What keeps it from being live, for programs: `agent_version`, `rule_filter`, `disabled`, `error`, `syntax_error` … */
  readonly by: string;
  /** The same for people, one sentence; empty for what is live. Code stands between backticks. */
  readonly why: string;
  /** What to do about it; empty where nothing can be said. */
  readonly fix: string;
  /** Code of the problem, which has a page in the documentation; else nothing. */
  readonly code: string | null;
  /** The agent's own words. */
  readonly agent: string | null;
  /** Where in the rule it is wrong. */
  readonly place: Place | null;
  /** The piece of the file at that place. */
  readonly excerpt: string | null;
  /** Facts without which it is undecided. */
  readonly needs: readonly string[];
  /** The state that the policies give the rule there; nothing where none says it. */
  readonly mode: 'monitoring' | 'blocking' | null;
  /** Actions of it that do nothing there. */
  readonly idle: readonly IdleAction[];
  /**
   * Whether the rule is meant for such hosts, and should be live there. It is not where no policy brings it, where it is
   * disabled, where its own `filters` keep it from the newest agent, and on agents newer than all that its `agent_version`
   * takes.
   */
  readonly meant: boolean;
  /** Of what is rejected: what kind of reason it is, equal for rules that share it. */
  readonly cause: OutcomeCause | null;
  /** The oldest agent that has what it asks for, `7.60`; nothing where no upgrade changes it. */
  readonly since: string | null;
}

export type OutcomeCause =
  /** What it asks for exists on Linux only, and this is Windows; or the other way round. */
  | 'other_platform'
  /** What it asks for exists since a newer agent. */
  | 'newer_agent'
  /** What it asks for existed in older agents only. */
  | 'removed'
  /** It is wrong for every agent, as far as that is known. */
  | 'mistake';

export interface IdleAction {
  readonly action: string;
  readonly why: string;
}

/** Lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Hosts and tasks by what becomes of a rule. */
export interface RuleCounts {
  readonly live: number;
  readonly silent: number;
  readonly filtered: number;
  readonly rejected: number;
  readonly undecided: number;
  /** A policy that holds it does not go there. */
  readonly absent: number;
  /** It goes there, and there is no agent or it is off. */
  readonly unprotected: number;
}

export interface ReportedRule {
  readonly id: string;
  /** Into `policies`: the one that defines it. */
  readonly policy: number;
  /** Where its id stands. */
  readonly place: Place;
  readonly expression: string;
  /** Where its expression stands; nothing where it has none. */
  readonly expressionPlace: Place | null;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly productTags: readonly string[];
  /** In small letters; empty where it has none. */
  readonly severity: string;
  /** ATT&CK ids of its tags. */
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly hosts: RuleCounts;
  readonly tasks: RuleCounts;
  /**
   * Hosts and tasks on which it should be live: all to which a policy brings it and for which it is meant. Agents that are
   * too old for its `agent_version` count: there it is missing.
   */
  readonly expected: number;
  /** Of those, from 0 to 1; 1 where none is expected. */
  readonly liveShare: number;
  /** What keeps it from being live, most frequent first. */
  readonly reasons: readonly { readonly outcome: number; readonly hosts: number; readonly tasks: number }[];
}

export interface ReportedPolicy {
  readonly name: string;
  readonly type: 'default' | 'custom';
  readonly enabled: boolean;
  /** Whether its host tags are written out where it lies; otherwise what it does is undecided everywhere. */
  readonly scopeKnown: boolean;
  /** Host tags: inner lists AND, outer OR; nothing: it goes everywhere, or that is not known. */
  readonly scope: readonly (readonly string[])[] | null;
  readonly rules: number;
  /** Hosts and tasks with an agent, by its state there. */
  readonly states: Readonly<Partial<Record<PolicyState, number>>>;
  /** Hosts and tasks to which it does not go. */
  readonly absent: number;
}

export interface Group {
  /** `cluster`, `account`, `agent`, `os`, or the key of a tag. The agent `unknown` is any whose version is not known. */
  readonly kind: string;
  readonly name: string;
  readonly hosts: number;
  readonly tasks: number;
  readonly statuses: StatusCounts;
  /** Profile and how many of its hosts and tasks are in the group. */
  readonly profiles: readonly (readonly [profile: number, members: number])[];
  /** The same of those on which no rule can be live, by the profile that they would have. */
  readonly supposed: readonly (readonly [profile: number, members: number])[];
  /** As in the summary. */
  readonly expected: number;
  readonly liveShare: number;
}

export interface MissingFact {
  /** As an inventory says it: `kernel`, `distro`, `agent version`, `tags`; or as the rule asks for it. */
  readonly fact: string;
  /** What rules ask for: `kernel.version.major`. */
  readonly asked: readonly string[];
  /** Hosts and tasks on which a rule waits for it. */
  readonly members: number;
  /** Those of them on which nothing else is missing: it alone decides. */
  readonly decides: number;
  readonly rules: number;
}

export interface AgentVersionInUse {
  /** As the inventory has it. */
  readonly version: string;
  readonly hosts: number;
  readonly tasks: number;
  /** Minor releases behind the newest that is known; nothing where it is no release of agent 7. */
  readonly behind: number | null;
  readonly outdated: boolean;
  /** Whether it is the version of an agent at all. */
  readonly readable: boolean;
  /** Newer than all that is known here. */
  readonly newer: boolean;
}

export type { Severity };
