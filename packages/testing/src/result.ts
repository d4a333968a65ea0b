import type { TraceNode } from '@secl/engine';
import type { Verdict } from '@secl/evaluation';
import type { CanonicalRecord } from '@secl/events';
import type { LoadedRule, RuleSet } from '@secl/policy';
import type { Location, Node, Problem } from '@secl/text';
import type { Step, TestCase } from './written.ts';

/**
 * `undecided`: nothing came otherwise than expected, and something expected hangs on what the events leave unknown.
 * `broken`: the case says something that cannot be, so it was not run.
 */
export type CaseOutcome = 'passed' | 'failed' | 'undecided' | 'broken';

/** What became of one case on one target. */
export interface CaseResult {
  readonly testCase: TestCase;
  readonly outcome: CaseOutcome;
  readonly failures: readonly Failure[];
  /** Of a broken case. */
  readonly problems: readonly Problem[];
  /** Events that count. */
  readonly events: number;
  /**
   * Ids of rules that matched an event that counts, and of rules of its type that did not: on none of them, or not on one
   * that says by itself what matches.
   */
  readonly fired: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
}

/** One thing that came otherwise than expected. */
export interface Failure {
  /** `undecided`: it may still be as expected. */
  readonly kind: 'failed' | 'undecided';
  /** One sentence, plain text. */
  readonly message: string;
  /** What is expected, where it is said. */
  readonly place: Location;
  /** The event that it is about; nothing where it is about all of them. */
  readonly happening: Happening | undefined;
  readonly rule: string | undefined;
  /** How the rule's conditions came out. */
  readonly explained: Explained | undefined;
  /** Makes the test expect what came; nothing where only a person can tell. */
  readonly update: Update | undefined;
}

/** What stands in the test file, and what would have to stand there. */
export type Update =
  | { readonly kind: 'rules'; readonly node: Node; readonly ids: readonly string[] }
  | { readonly kind: 'value'; readonly node: Node; readonly text: string };

/** A rule on one event, condition by condition. */
export interface Explained {
  /** That the rule is of: its macros stand in the trace. */
  readonly ruleSet: RuleSet;
  readonly rule: LoadedRule;
  readonly verdict: Verdict;
  /** Nothing where the rule has an iterator variable and the event no element for it. */
  readonly root: TraceNode | undefined;
  readonly element: { readonly iterator: string; readonly index: number; readonly count: number } | undefined;
  /** The conditions that would have to come out otherwise for it to come as expected: of all ways that take the fewest. */
  readonly decisive: readonly TraceNode[];
  /** How many of them one way takes; infinite where there is none. */
  readonly needed: number;
  /** Nanoseconds since 1970 at which the event happens. */
  readonly now: bigint | undefined;
}

/** One event of a prepared case. */
export interface Happening {
  readonly record: CanonicalRecord;
  /** Of the case's events that count, from 1; 0: it only sets variables. */
  readonly number: number;
  /** Nothing where it comes from a recording. */
  readonly step: Step | undefined;
  /** Where it stands: in the test file, or in the recording by line. */
  readonly source: { readonly document: string; readonly line: number };
}

/** A case with its events as the engine takes them. */
export interface PreparedCase {
  readonly testCase: TestCase;
  readonly document: string;
  readonly happenings: readonly Happening[];
  /** Where any is an error, the case is broken. */
  readonly problems: readonly Problem[];
}
