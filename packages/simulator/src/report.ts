import type { SourceUnit } from '@secl/events';
import type { PolicyVerdict, RuleState } from '@secl/policy';
import type { Location } from '@secl/text';
import type { AgentSaid } from './agent-said.ts';
import type { Order } from './merge.ts';
import type { ProcessOf } from './process.ts';

/** What a replay has found, with nothing of the clock or of this machine in it. */
export interface ReplayReport {
  readonly schemaVersion: 1;
  readonly recordings: readonly RecordingSummary[];
  /** How several recordings were put together. */
  readonly order: Order;
  /** Events that the report is about. */
  readonly events: number;
  /** Events outside the times that were asked for, and those without a time where times were asked for. */
  readonly leftOut: number;
  readonly eventTypes: readonly { readonly type: string; readonly events: number }[];
  readonly hosts: readonly string[];
  readonly policies: readonly PolicyVerdict[];
  /** All rules, in file order. */
  readonly rules: readonly RuleSummary[];
  /** Rules that triggered, the first to do so first. */
  readonly triggered: readonly Triggered[];
  /** Where the recordings are an agent's: what it says that its rules matched, by rule id. */
  readonly said: readonly AgentSaid[];
  readonly decidable: Decidable;
  readonly interrupted: boolean;
}

export interface RecordingSummary {
  readonly name: string;
  /** Id of the format, empty where it was not recognised. */
  readonly format: string;
  /** What is counted here as lines. */
  readonly unit: SourceUnit;
  readonly lines: number;
  readonly events: number;
  /** Lines that told of processes only, and lines of no matter to any rule. */
  readonly processes: number;
  readonly irrelevant: number;
  readonly skipped: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

export type Outcome =
  /** It matched at least once. */
  | 'triggered'
  /** Events of its type came, and it was false for all of them. */
  | 'no-match'
  /** Never true, and undecided for some event. */
  | 'undecided'
  /** No event of its type came. */
  | 'no-event'
  | 'not-loaded';

export interface RuleSummary {
  readonly id: string;
  readonly policy: string;
  readonly place: Location;
  readonly state: RuleState;
  readonly outcome: Outcome;
  readonly eventTypes: readonly string[];
  readonly matches: number;
  readonly undecided: number;
  /** What is missing where it was undecided, sorted. */
  readonly needs: readonly string[];
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly matched: MatchedEvents;
}

/** Which events a rule matched, to be compared with those of another rule on the same recordings. */
export interface MatchedEvents {
  /** The same for the same events, in constant memory. */
  readonly fingerprint: number;
  /** The first of them, by the number of the event in the replay. */
  readonly first: ReadonlyMap<number, Occurrence>;
  /** Whether `first` has them all. */
  readonly complete: boolean;
}

export interface Triggered {
  readonly id: string;
  readonly policy: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly matches: number;
  /** Of the matches, how many events an agent would send. */
  readonly sent: number;
  readonly first: Occurrence;
  readonly last: Occurrence;
  /** Most matches first; at most 200 are kept. */
  readonly processes: readonly ProcessSummary[];
  /** Matches of processes that are not listed. */
  readonly otherProcesses: number;
  /** Conditions that the matches rest on, in source order, with the values they had. */
  readonly conditions: readonly ConditionSummary[];
  readonly actions: readonly ActionSummary[];
}

export interface Occurrence {
  readonly recording: string;
  readonly line: number;
  /** RFC 3339; undefined where the recording has no times. */
  readonly time: string | undefined;
  readonly type: string;
}

export interface ProcessSummary extends ProcessOf {
  readonly host: string;
  readonly matches: number;
  readonly first: Occurrence;
  readonly last: Occurrence;
}

/** A field or variable that a condition read, and what was there: `"curl"`, `577`, `["a", "b"]`, `unknown`. */
export interface Reading {
  readonly name: string;
  readonly value: string;
}

export interface ConditionSummary {
  readonly text: string;
  readonly place: Location;
  /** Distinct values of the first 50 matches, most frequent first; at most ten are kept. */
  readonly values: readonly { readonly found: readonly Reading[]; readonly matches: number }[];
}

export interface ActionSummary {
  readonly action: string;
  /** `filtered`: its filter is false. `perhaps`: the rule or the filter is undecided. `inert`: not performed here. */
  readonly outcome: 'done' | 'filtered' | 'perhaps' | 'failed' | 'inert';
  /** What it sets, kills, hashes or logs. */
  readonly detail: string;
  /** The text of its filter, empty where it has none. */
  readonly filter: string;
  readonly times: number;
}

export interface Decidable {
  /** Loaded rules for which some event of these recordings may match. */
  readonly canMatch: number;
  readonly loaded: number;
  /** What these recordings never hold, and the rules that cannot match without it. */
  readonly missing: readonly { readonly field: string; readonly rules: readonly string[] }[];
}
