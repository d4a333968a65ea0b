import type { Scalar, Value } from '@secl/model';

/** One element of an iterator: field names without the iterator's own. */
export type RecordElement = Readonly<Record<string, Value>>;

/** What may stand under a field name: a value, or under the name of an iterator its elements. */
export type RecordValue = Scalar | readonly Scalar[] | readonly RecordElement[];

/** An event in the canonical form (spec/events.md, Canonical event), before it is decoded; what importers make. */
export interface CanonicalRecord {
  readonly Type: string;
  /** RFC 3339 with up to nine digits of a second, or nanoseconds since 1970. */
  readonly Time?: string | bigint;
  readonly Host?: string;
  readonly Values: Readonly<Record<string, RecordValue>>;
  /** From the parent outwards; keys without `process.ancestors.`. */
  readonly Ancestors?: readonly RecordElement[];
  readonly Variables?: Readonly<Record<string, Value>>;
  /** Fields that the source cannot know; `*` stands for any run of characters, dots included. */
  readonly Unknown?: readonly string[];
}
