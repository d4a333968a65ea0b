import { Bytes } from './bytes.ts';
import { nameOf } from './encode.ts';
import { writeList, writeValue } from './json-bytes.ts';
import { Kept } from './kept.ts';
import type { RecordParts } from './record-parts.ts';
import { namesIn } from './row.ts';

/** The fields that many records share, written in order, each with a comma behind it. */
export interface SharedBytes {
  /** In order; the same list for all that have these fields. */
  readonly names: readonly string[];
  readonly bytes: Uint8Array;
  /** Where the fields begin, and last where they end. */
  readonly starts: readonly number[];
  /** What was last written of ancestors beside them. */
  ancestors: RecordParts['ancestors'] | undefined;
  ancestorsBytes: Uint8Array;
}

export interface SharedWriter {
  of(fields: RecordParts['shared'], ancestors: RecordParts['ancestors']): SharedBytes;
}

const COMMA = 0x2c;
const NOTHING = new Uint8Array(0);
/** Lists of names whose order is kept. */
const MOST_ORDERS = 10_000;

/** Fields of processes as bytes, kept of those that do something now. */
export function sharedWriter(): SharedWriter {
  const kept = new Kept<SharedBytes>(512, 16 * 1024 * 1024);
  const orders = new Kept<readonly string[]>(MOST_ORDERS, MOST_ORDERS);
  const scratch = new Bytes(64 * 1024);
  let last: { readonly fields: RecordParts['shared']; readonly shared: SharedBytes } | undefined;

  const inOrder = (fields: RecordParts['shared']): readonly string[] => {
    const names = namesIn(fields);
    let sorted = orders.get(names);
    if (sorted === undefined) {
      sorted = names.toSorted();
      orders.set(names, sorted, 1);
    }
    return sorted;
  };

  const taken = (): Uint8Array => {
    const bytes = scratch.since(0);
    scratch.clear();
    return bytes;
  };

  const make = (fields: RecordParts['shared']): SharedBytes => {
    const names = inOrder(fields);
    const starts: number[] = [];
    for (const name of names) {
      starts.push(scratch.length);
      scratch.text(nameOf(name));
      writeValue(scratch, fields[name]);
      scratch.byte(COMMA);
    }
    starts.push(scratch.length);
    return { names, bytes: taken(), starts, ancestors: undefined, ancestorsBytes: NOTHING };
  };

  const sharedOf = (fields: RecordParts['shared']): SharedBytes => {
    if (last?.fields !== fields) {
      let shared = kept.get(fields);
      if (shared === undefined) {
        shared = make(fields);
        kept.set(fields, shared, shared.bytes.length);
      }
      last = { fields, shared };
    }
    return last.shared;
  };

  return {
    of(fields, ancestors) {
      const shared = sharedOf(fields);
      if (shared.ancestors !== ancestors) {
        writeList(scratch, ancestors);
        shared.ancestors = ancestors;
        shared.ancestorsBytes = taken();
        kept.set(fields, shared, shared.ancestorsBytes.length);
      }
      return shared;
    },
  };
}
