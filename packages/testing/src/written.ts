/** What a file of tests says, with its places: before any rule is loaded or any field is looked up. */
import type { Value } from '@secl/model';
import type { Location, Node, Problem, Range, Scalar } from '@secl/text';

/** Something that a test file says, with its place in the file. */
export interface Said<T> {
  readonly value: T;
  readonly range: Range;
}

export type SaidText = Said<string>;

export interface TestFile {
  readonly document: string;
  readonly text: string;
  /** `rule-file`: one rule with its tests beside it (spec/policies.md, Other carriers of policies). */
  readonly kind: 'tests' | 'rule-file';
  /** Files, directories and patterns, as seen from the file; empty where it leaves that to where it lies. */
  readonly policies: readonly SaidText[];
  /** Of secl.yaml. */
  readonly ruleSet: SaidText | undefined;
  /** Those of the rule set where empty. */
  readonly targets: readonly TargetChoice[];
  /** Ids, `*` for any run of characters, of the rules that the file is about; empty: all. */
  readonly about: readonly SaidText[];
  readonly cases: readonly TestCase[];
  readonly problems: readonly Problem[];
}

/** A target of secl.yaml by its name, or one that is described in place. */
export type TargetChoice =
  | { readonly kind: 'named'; readonly name: string; readonly range: Range }
  | {
      readonly kind: 'described';
      /** Where the description says one. */
      readonly name: string | undefined;
      readonly keys: ReadonlyMap<string, SaidText>;
      readonly range: Range;
    };

export interface TestCase {
  /** Unique in its file; of a variant with its values: `reads <file> (file: /etc/shadow)`. */
  readonly name: string;
  /** Where its name stands. */
  readonly place: Location;
  /** All of it. Variants of one case share it. */
  readonly range: Range;
  /** Names of targets that it is only for; empty: all of the file. */
  readonly targets: readonly SaidText[];
  /** When its first event happens: nanoseconds since 1970. */
  readonly start: bigint;
  readonly steps: readonly Step[];
  readonly recording: RecordingUse | undefined;
  /** Of all events together. */
  readonly expect: Expectation | undefined;
  /** What makes its results worthless: it is not run. */
  readonly broken: boolean;
}

/** One event, or the same one several times. */
export interface Step {
  readonly range: Range;
  readonly event: WrittenEvent;
  readonly times: number;
  /** Time since the event before, for each of `times`: nanoseconds. */
  readonly after: bigint;
  readonly expect: Expectation | undefined;
}

export type WrittenEvent =
  /** What belongs together is filled in (spec/events.md, Canonical event). */
  | ShortEvent
  /** Taken literally. */
  | { readonly form: 'literal'; readonly type: SaidText; readonly values: readonly WrittenField[] };

export interface ShortEvent {
  readonly form: 'short';
  readonly type: SaidText;
  /** What the event is about in one word: a path, an address, a name. */
  readonly subject: Scalar | undefined;
  /** From the outermost ancestor to the process that causes the event. */
  readonly chain: Scalar | undefined;
  readonly fields: readonly WrittenField[];
  readonly ancestors: readonly (readonly WrittenField[])[];
  readonly variables: readonly WrittenField[];
  readonly host: SaidText | undefined;
  readonly unknown: readonly SaidText[];
}

export interface WrittenField {
  readonly name: SaidText;
  readonly value: Node;
}

/** A recording, and which of its events count; those before them still set variables. */
export interface RecordingUse {
  /** As seen from the file. */
  readonly path: SaidText;
  /** Id of the format, where the first lines do not tell. */
  readonly format: SaidText | undefined;
  readonly types: readonly SaidText[];
  /** A condition on events of any type. */
  readonly where: Scalar | undefined;
  /** From 1, both inclusive. */
  readonly lines: { readonly first: number; readonly last: number } | undefined;
  /** Nanoseconds since 1970; from then on, and before then. */
  readonly since: bigint | undefined;
  readonly until: bigint | undefined;
}

/** What is expected of one event, or of all events of a case together. */
export interface Expectation {
  readonly range: Range;
  /** These rules and no others match. */
  readonly exactly: ExactRules | undefined;
  /** These match, whatever others do. */
  readonly fires: readonly ExpectedRule[];
  readonly silent: readonly ExpectedSilence[];
  readonly undecided: readonly SaidText[];
  /** Matches. */
  readonly counts: readonly ExpectedCount[];
  /** Events that an agent would send. */
  readonly sent: readonly ExpectedCount[];
  /** Variables after the event. */
  readonly variables: readonly ExpectedVariable[];
  readonly actions: readonly ExpectedActions[];
  readonly verdicts: readonly ExpectedVerdict[];
}

export interface ExactRules {
  readonly ids: readonly SaidText[];
  /** The node that says it, to be written anew by `--update`. */
  readonly node: Node;
}

/** A rule that is to match, or to stay silent. */
export interface ExpectedRule extends SaidText {
  /** In a rule file, the `expected: true` that says so: to be written anew by `--update`. */
  readonly answer?: Node;
}

export interface ExpectedSilence {
  readonly rule: ExpectedRule;
  /** The condition that keeps it silent: were it true, the rule would match. */
  readonly because: SaidText | undefined;
}

export interface ExpectedCount {
  readonly rule: SaidText;
  readonly count: number;
  readonly node: Node;
}

export interface ExpectedVariable {
  readonly name: SaidText;
  readonly value: Value;
  readonly node: Node;
}

export interface ExpectedActions {
  readonly rule: SaidText;
  /** `kill`, or with what it does: `set process.seen = true`. */
  readonly actions: readonly SaidText[];
}

export type LoadStatus = 'loaded' | 'filtered' | 'rejected' | 'undecided';

export interface ExpectedVerdict {
  readonly rule: SaidText;
  /** The target it is expected on; all of the case's where there is none. */
  readonly target: SaidText | undefined;
  readonly status: LoadStatus;
  /** Of a rejection: the code of one of its problems, or the type that agents report. */
  readonly code: SaidText | undefined;
  readonly node: Node;
}
