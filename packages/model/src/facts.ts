import type { Scalar } from './value.ts';

export type Platform = 'linux' | 'windows';

/** The minor of an agent 7.x: 68 stands for 7.68. The catalogue knows 27 to 83. */
export type Minor = number;

export type FieldType = 'string' | 'int' | 'bool' | 'ip';

/** How a string field compares (`ops` of the facts). The default is case-sensitive and plain. */
export type Comparison =
  | 'plain'
  | 'symlinkPath'
  | 'symlinkName'
  | 'caseInsensitive'
  | 'windowsPath'
  | 'dnsName'
  | 'glob'
  | 'extension'
  | 'packetFilter'
  | 'onDemandName';

/** First and last agent minor that have something; `sure: false` where the minor is an estimate. */
export interface Availability {
  readonly since: Minor;
  /** Latest plausible first minor; equal to `since` where that is exact. */
  readonly sinceMax: Minor;
  readonly until: Minor | null;
  /** Earliest plausible last minor; equal to `until` where that is exact. */
  readonly untilMin: Minor | null;
  /** Minors inside the range that lack it. */
  readonly gaps: readonly Minor[];
}

/** A field as agents of one minor see it. */
export interface Field extends Availability {
  readonly name: string;
  readonly type: FieldType;
  readonly array: boolean;
  /** Name of the iterator that it belongs to (`process.ancestors`), else null. */
  readonly iterator: string | null;
  /**
   * Whether one slot of it holds a list. The same as `array`, but for fields of an iterator: those are arrays to the
   * language (one value an element), and one element holds a list only for some (`argv`, `envs`, `container.tags`).
   */
  readonly list: boolean;
  /** The one event type it may be used with; null: any. */
  readonly event: string | null;
  /** Event types it is limited to, beside `event`; null: no limit. */
  readonly restrictedTo: readonly string[] | null;
  readonly comparison: Comparison;
  /** The agent's own weight of reading it. */
  readonly cost: number;
  /** Group of the constants that belong to it, else null. */
  readonly constants: string | null;
  /** The field (or iterator) whose length it is, else null. Lengths are computed, never stored. */
  readonly lengthOf: string | null;
  readonly typeUncertain: boolean;
  readonly undocumented: boolean;
  /**
   * Where its value is in an Event: an index into `Event.slots`, or into the slots of one element where `iterator` is
   * set. `exec.X`, `exit.X` and `process.X` share a slot, as do the short and long names of Windows registry fields.
   * A field with `lengthOf` stores nothing: its slot is that of the field it measures, or the index of the iterator.
   */
  readonly slot: number;
}

export interface EventType {
  readonly name: string;
  readonly since: Minor;
  readonly until: Minor | null;
  readonly category: string;
  readonly experimental: boolean;
  /** `false` where the version comes from documentation only. */
  readonly sure: boolean;
}

export interface Constant {
  readonly name: string;
  /** null where the facts do not know the value. A list for `CWS_MAP_NAMES`. */
  readonly value: Scalar | readonly string[] | null;
  readonly groups: readonly string[];
  readonly since: Minor;
  readonly until: Minor | null;
  readonly sure: boolean;
}

/** A textual prefix that stands for the files of several event types (`fim.write.file.`). */
export interface Rewrite {
  readonly prefix: string;
  readonly since: Minor;
  readonly until: Minor | null;
  /** In the agent's order; `guard` is an expression that the rule of this event type must satisfy as well. */
  readonly expandsTo: readonly {
    readonly event: string;
    readonly prefix: string;
    readonly guard: string | null;
  }[];
}

/** A name of old and the field that it means now. */
export interface LegacyName {
  readonly to: string;
  readonly since: Minor;
  readonly until: Minor | null;
  /** `false` where `since` is an estimate. */
  readonly sure: boolean;
}

/** What the agent's evaluator adds up to order the sides of `&&` and `||`. */
export interface Weights {
  readonly function: number;
  readonly inArray: number;
  readonly handler: number;
  readonly pattern: number;
  readonly regexp: number;
  readonly inPatternArray: number;
  readonly iterator: number;
}

export interface Iterator {
  readonly name: string;
  readonly since: Minor;
  /** Index into `Event.elements`. */
  readonly index: number;
  /** Number of slots of one element. */
  readonly size: number;
}

/** Everything that an agent of one platform and one minor knows. */
export interface Facts {
  readonly platform: Platform;
  readonly minor: Minor;
  /** Legacy names lead to the field they mean now: compare `.name`. */
  field(name: string): Field | undefined;
  constant(name: string): Constant | undefined;
  eventType(name: string): EventType | undefined;
  iterator(name: string): Iterator | undefined;
}

/** What exists on a platform in any version. */
export interface Catalogue {
  readonly platform: Platform;
  readonly firstMinor: Minor;
  readonly lastMinor: Minor;
  /** Minors after this one are partly estimated. */
  readonly lastExactMinor: Minor;
  /** Facts of one minor, memoised; a minor outside the range is taken as its nearest end. */
  at(minor: Minor): Facts;
  /** All field names of all versions, sorted. */
  readonly fieldNames: readonly string[];
  readonly eventTypes: readonly EventType[];
  readonly iterators: readonly Iterator[];
  readonly constants: readonly Constant[];
  /** The field in the newest minor that has it, whatever the minor; legacy names are not followed. */
  field(name: string): Field | undefined;
  /** All fields, a stored one itself among them, whose value lies in the same slot, in the order of their names. */
  sharing(field: Field): readonly Field[];
  /** What a legacy name means, and in which minors. */
  legacy(name: string): LegacyName | undefined;
  /** All legacy names that lead to a field of this platform, sorted. */
  readonly legacyNames: readonly string[];
  readonly rewrites: readonly Rewrite[];
  readonly weights: Weights;
  /**
   * The minors at which the meaning of any of these names (fields, legacy names, constants) changes, ascending: between two
   * of them every agent resolves all names alike.
   */
  breakpoints(names: Iterable<string>): readonly Minor[];
  /** A description in our own words, from the segments of the name. */
  describe(name: string): string;
  /** When events of this type come, in one sentence. */
  describeEventType(name: string): string;
  /** What the constants of a group are for, in a few words. */
  describeConstantGroup(name: string): string;
  /** Number of slots of an Event. */
  readonly slots: number;
  /** Zero value of each slot: 0, "", false or an empty list. */
  readonly zeros: readonly (Scalar | readonly Scalar[])[];
  /** Zero values of one element's slots, by iterator index. */
  readonly elementZeros: readonly (readonly (Scalar | readonly Scalar[])[])[];
}
