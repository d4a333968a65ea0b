import type { PolicyVerdict, RuleState } from '@secl/policy';
import type { Location } from '@secl/text';
import type { Order } from './merge.ts';

/** What a replay has found, with nothing of the clock or of this machine in it. */
export interface ReplayReport {
  readonly schemaVersion: 1;
  readonly recordings: readonly RecordingSummary[];
  /** How several recordings were put together. */
  readonly order: Order;
  readonly events: number;
  readonly eventTypes: readonly { readonly type: string; readonly events: number }[];
  readonly hosts: readonly string[];
  readonly policies: readonly PolicyVerdict[];
  /** All rules, in load order. */
  readonly rules: readonly RuleSummary[];
  /** Rules that triggered, the first to do so first. */
  readonly triggered: readonly Triggered[];
  readonly decidable: Decidable;
  readonly interrupted: boolean;
}

export interface RecordingSummary {
  readonly name: string;
  /** Id of the format, empty where it was not recognised. */
  readonly format: string;
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
  readonly processes: readonly ProcessSummary[];
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

export interface ProcessSummary {
  readonly host: string;
  readonly pid: string;
  /** Path of the executable, or the name where the path is not known. */
  readonly process: string;
  readonly arguments: string;
  readonly matches: number;
}

export interface ConditionSummary {
  readonly text: string;
  readonly place: Location;
  /** Distinct values, most frequent first; at most ten are kept. */
  readonly values: readonly { readonly value: string; readonly matches: number }[];
}

export interface ActionSummary {
  readonly action: string;
  readonly outcome: string;
  readonly detail: string;
  readonly times: number;
}

export interface Decidable {
  /** Loaded rules for which some event of these recordings may match. */
  readonly canMatch: number;
  readonly loaded: number;
  /** What the formats of the recordings never hold, and the rules that cannot match without it. */
  readonly missing: readonly { readonly field: string; readonly rules: readonly string[] }[];
}
