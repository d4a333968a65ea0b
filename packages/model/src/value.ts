/** One value. Integers are a `number` where it is safe, else a `bigint`: always canonical, so `===` and `<` are exact. */
export type Scalar = boolean | number | bigint | string;

/** What a field holds. IP and CIDR values are kept as their text. */
export type Value = Scalar | readonly Scalar[];

/** Stands in a slot whose value the recording cannot know. */
export const UNKNOWN: unique symbol = Symbol('unknown');
export type Unknown = typeof UNKNOWN;

export type SlotValue = Value | Unknown;
