/**
 * Records on their way to where their lines are written, be it in another thread: numbers, and the bytes they are about,
 * one behind the other. What comes again and again (fields of processes, lists of ancestors, names, beginnings and ends of
 * lines) is told once under a number, and from then on by that number.
 */
export interface PackedRecords<Memory extends ArrayBufferLike = ArrayBufferLike> {
  readonly numbers: Int32Array<Memory>;
  /** In memory that goes on for `SLACK` bytes at least. */
  readonly bytes: Uint8Array<Memory>;
}

/** All that was told is forgotten. */
export const FORGET = 0;
/** Bytes as they stand in lines: their id, how many. */
export const PHRASE = 1;
/** Names of values, as JSON: their id, how many bytes. */
export const NAMES = 2;
/** Fields that records share: their id, the id of their names (in order), where each begins, and where the last one ends. */
export const SHARED = 3;
/** A list of ancestors: its id, how many bytes. */
export const ANCESTORS = 4;
/** The second that times are within: how many bytes the beginning of its text has, how many the digits of its number. */
export const SECOND = 5;
/** A line as it is: how many bytes. */
export const LINE = 6;
/**
 * A record: beginning, host, end (phrases; `NONE` for no host), shared fields, ancestors, names of its own values, then the
 * time, the lengths of the thread's number and of each value.
 */
export const RECORD = 7;

/** No host, no number of a thread, no value. */
export const NONE = -1;
/** In place of a value's length: the time of the record. */
export const AS_TIME = -2;
/** In place of the time: it is told in full, as text and as number; their lengths follow. Else nanoseconds of the second. */
export const IN_FULL = -2;

/** Bytes behind the last one, so that words can be copied; what they are does not matter. */
export const SLACK = 4;
