/**
 * What an editor may ask beside the protocol. Methods begin with `secl/`; a client that knows none of them misses nothing
 * else. Places are those of the protocol, in the texts of `version`.
 */
import type { DirectoryEntry, FileStat } from '@secl/text';
import type { Range } from 'vscode-languageserver-types';

export const methods = {
  /** Client to server: `ReplayChoice` → nothing. What comes of it is told by `replayed`. */
  replay: 'secl/replay',
  /** Server to client, whenever something changed: `ReplayNews`. */
  replayed: 'secl/replayed',
  /** Client to server: `EventQuestion` → `EventPage`. */
  events: 'secl/replay/events',
  /** Client to server: `TraceQuestion` → `EventTrace | null`. */
  trace: 'secl/replay/trace',
  /** Client to server: `WhyNotQuestion` → `WhyNotAnswer | null`. */
  whyNot: 'secl/replay/whyNot',
  /** Client to server: `{ uri? }` → `Diagnosis`. */
  diagnosis: 'secl/diagnosis',
  /** Client to server: nothing → `TargetChoice`. */
  targets: 'secl/targets',
  /** Client to server: `{ name: string | null }` → nothing: the target that answers are about first. */
  chooseTarget: 'secl/targets/choose',
  /** Client to server: nothing → nothing. Which files hold tests is told from now on, by `testFilesFound`. */
  testFiles: 'secl/tests/files',
  /** Server to client, at first and whenever they are others: `TestFiles`. */
  testFilesFound: 'secl/tests/files/found',
  /** Client to server: `TestDocument` → `ListedTest[]`. */
  tests: 'secl/tests',
  /** Client to server: `TestRunQuestion` → `TestRun`. */
  runTests: 'secl/tests/run',
  /** Client to server: nothing → `RecordingChoice`: recordings that secl.yaml names. */
  recordings: 'secl/recordings',
  /** Server to client, where files are the client's to read: `{ uri }` → see `client-files.ts`. */
  readFile: 'secl/files/read',
  listFiles: 'secl/files/list',
  statFile: 'secl/files/stat',
} as const;

/** A place in a document, as it is in this version of it; without one, as it lies on the disk. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
  readonly version?: number;
}

/** The recording that is looked at from now on; null: none. */
export interface ReplayChoice {
  readonly recording: string | null;
}

export interface ReplayNews {
  readonly recording: { readonly uri: string; readonly name: string } | null;
  /** `running`: what is told of rules is of before the last edit, or not there yet. */
  readonly state: 'none' | 'running' | 'done' | 'failed';
  /** Why it failed, or what was skipped, in words. */
  readonly message?: string;
  readonly events: number;
  /** Lines of the recording that could not be read, or what else it is counted in. */
  readonly skipped: number;
  /** Without one, lines. */
  readonly unit?: 'line' | 'object' | 'block';
  readonly sets: readonly ReplayedSet[];
}

export interface ReplayedSet {
  readonly name: string;
  readonly target: string;
  readonly rules: readonly ReplayedRule[];
}

export interface ReplayedRule {
  readonly id: string;
  readonly outcome: 'triggered' | 'no-match' | 'undecided' | 'no-event' | 'not-loaded';
  readonly matches: number;
  readonly undecided: number;
  /** What the recording lacks where the rule was undecided. */
  readonly needs: readonly string[];
  /** Why it is not loaded, in words; else empty. */
  readonly reason: string;
  /** Numbers of the first events that it matched. */
  readonly first: readonly number[];
  readonly place?: Place;
  /** Its text has changed since: the figures are of before. */
  readonly stale: boolean;
}

export interface EventQuestion {
  /** Words that all have to be in the line of an event; `type:exec` and `rule:id` ask for these alone. */
  readonly filter: string;
  /** Only events that some rule matched. */
  readonly matched: boolean;
  readonly from: number;
  readonly most: number;
}

export interface EventPage {
  /** How many fit in all. */
  readonly total: number;
  /** Of the recording so many events are in the list, from its first on: of a long one not all. */
  readonly listed: number;
  readonly events: readonly ListedEvent[];
}

export interface ListedEvent {
  /** From 1, in the order of the recording. */
  readonly number: number;
  /** The line of the recording that it comes from. */
  readonly line: number;
  readonly type: string;
  readonly time?: string;
  readonly process: string;
  /** What it is about, in a few words: a path, arguments, an address. */
  readonly about: string;
  /** Ids of rules that it triggers. */
  readonly rules: readonly string[];
}

export interface TraceQuestion {
  readonly event: number;
}

export interface EventTrace {
  readonly event: ListedEvent;
  /** What the event says, fields of its own type first. */
  readonly fields: readonly Reading[];
  readonly rules: readonly RuleTrace[];
}

export interface Reading {
  readonly name: string;
  readonly value: string;
}

export type Truth = 'true' | 'false' | 'unknown';

export interface RuleTrace {
  readonly set: string;
  readonly id: string;
  readonly verdict: Truth;
  /** Which element the iterator variable stands for, in words; else empty. */
  readonly element: string;
  readonly place?: Place;
  readonly conditions: readonly ConditionTrace[];
}

export interface ConditionTrace {
  readonly text: string;
  readonly verdict: Truth;
  /** `false`: an agent does not come so far. */
  readonly reached: boolean;
  readonly found: readonly Reading[];
  readonly wanted: string;
  /** What the recording lacks. */
  readonly missing: readonly string[];
  /** Conditions of the macro or the negation that it is. */
  readonly parts: readonly ConditionTrace[];
  /** Not for what stands in a macro. */
  readonly place?: Place;
}

export interface WhyNotQuestion {
  readonly uri: string;
  readonly id: string;
}

export interface WhyNotAnswer {
  readonly id: string;
  readonly place?: Place;
  /** Why it is not loaded, in words; else empty. */
  readonly reason: string;
  readonly eventTypes: readonly string[];
  readonly events: number;
  readonly matches: number;
  readonly undecided: number;
  readonly withoutElements: number;
  readonly conditions: readonly {
    readonly text: string;
    readonly failed: number;
    readonly undecided: number;
    readonly place?: Place;
  }[];
  /** Events that came nearest, the nearest first. */
  readonly nearest: readonly {
    readonly event: number | undefined;
    readonly line: number;
    readonly type: string;
    readonly process: string;
    readonly conditions: number;
    readonly failing: readonly {
      readonly text: string;
      readonly found: readonly Reading[];
      readonly wanted: string;
      readonly place?: Place;
    }[];
  }[];
}

export interface Diagnosis {
  readonly sets: readonly DiagnosedSet[];
}

export interface DiagnosedSet {
  readonly name: string;
  readonly targets: readonly string[];
  readonly rules: readonly {
    readonly id: string;
    readonly place?: Place;
    /** One a target, in their order. */
    readonly cells: readonly { readonly status: CellStatus; readonly words: string }[];
  }[];
}

/** `never`: it loads, and its origin never sends such events. `absent`: no rule there. */
export type CellStatus = 'loaded' | 'filtered' | 'rejected' | 'undecided' | 'never' | 'absent';

export interface TargetChoice {
  readonly chosen: string | null;
  /** Targets of secl.yaml; where it names none, agent versions. */
  readonly offered: readonly { readonly name: string; readonly about: string }[];
}

export interface RecordingChoice {
  /** Paths and patterns below the folder. */
  readonly recordings: readonly {
    readonly folder: string;
    readonly name: string;
    readonly paths: readonly string[];
  }[];
}

/** Files that are called so, and rule files with tests. */
export interface TestFiles {
  readonly uris: readonly string[];
}

/** A file of tests, as it is in the editor or on the disk. */
export interface TestDocument {
  readonly uri: string;
  readonly text: string;
}

export interface ListedTest {
  readonly name: string;
  /** Of its name. */
  readonly range: Range;
}

export interface TestRunQuestion extends TestDocument {
  /** null: all of them. */
  readonly names: readonly string[] | null;
  readonly coverage: boolean;
}

export interface TestRun {
  readonly results: readonly TestResult[];
  /** What is wrong with the file as a whole, or with finding its rules, in words. */
  readonly trouble: readonly string[];
  readonly coverage: readonly CoveredCondition[];
}

/** One test on one target. */
export interface TestResult {
  readonly name: string;
  readonly target: string;
  readonly outcome: 'passed' | 'failed' | 'undecided' | 'broken';
  readonly failures: readonly TestFailure[];
}

export interface TestFailure {
  readonly message: string;
  /** What was expected, where the file says it. */
  readonly range: Range;
  /** The event that it rests on, and the rule on that, a condition a line with what it has read; may be empty. */
  readonly explained: readonly string[];
}

/** A condition, and how often tests saw it decide as what. */
export interface CoveredCondition {
  readonly rule: string;
  readonly text: string;
  readonly place: Place;
  readonly events: number;
  readonly sides: readonly { readonly name: 'true' | 'false'; readonly decided: number }[];
}

/** How bytes come: as they are where messages are objects, as text where they are JSON. */
export type FileBytes = Uint8Array | { readonly base64: string };

/** What the client answers; `null` where nothing is there. */
export interface ClientAnswers {
  readonly [methods.readFile]: FileBytes | null;
  readonly [methods.listFiles]: readonly DirectoryEntry[] | null;
  readonly [methods.statFile]: FileStat | null;
}
