import { Bytes } from './bytes.ts';
import { phraseOf, writeList, writeValue } from './json-bytes.ts';
import { Kept } from './kept.ts';
import type { RecordParts } from './record-parts.ts';
import { namesIn } from './row.ts';

const COMMA = 0x2c;
const NOTHING = new Uint8Array(0);
const ANCESTORS = '},"Ancestors":';

/** The fields that many records share, written in order, each with a comma behind it. */
export class SharedBytes {
  /** In order; the same list for all that have these fields. */
  readonly names: readonly string[];
  readonly #bytes: Uint8Array;
  /** Where the fields begin, and last where they end. */
  readonly #starts: readonly number[];

  // What was last asked for: most records of a process have their own values at the same places.
  #from = -1;
  #to = -1;
  #part: Uint8Array = NOTHING;
  #ancestors: RecordParts['ancestors'] | undefined;
  #rest = -1;
  #end: Uint8Array = NOTHING;

  constructor(names: readonly string[], bytes: Uint8Array, starts: readonly number[]) {
    this.names = names;
    this.#bytes = bytes;
    this.#starts = starts;
  }

  get length(): number {
    return this.#bytes.length + this.#end.length;
  }

  /** From a field to before another one. */
  part(from: number, to: number): Uint8Array {
    if (this.#from !== from || this.#to !== to) {
      this.#from = from;
      this.#to = to;
      this.#part = this.#bytes.subarray(this.#starts[from], this.#starts[to]);
    }
    return this.#part;
  }

  /** From a field on, to the end of the values, and the ancestors behind them; `undefined`: not made of these yet. */
  end(rest: number, ancestors: RecordParts['ancestors']): Uint8Array | undefined {
    return this.#ancestors === ancestors && this.#rest === rest ? this.#end : undefined;
  }

  /** The same, made in `scratch`. */
  makeEnd(rest: number, ancestors: RecordParts['ancestors'], scratch: Bytes): Uint8Array {
    const { length } = this.#bytes;
    const from = this.#starts[rest] ?? length;
    // The comma behind the last field goes.
    scratch.copy(this.#bytes.subarray(from, Math.max(from, length - 1)));
    scratch.text(ANCESTORS);
    writeList(scratch, ancestors);
    this.#ancestors = ancestors;
    this.#rest = rest;
    this.#end = scratch.since(0);
    scratch.clear();
    return this.#end;
  }
}

export interface SharedWriter {
  of(fields: RecordParts['shared']): SharedBytes;
  endOf(shared: SharedBytes, rest: number, parts: RecordParts): Uint8Array;
}

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

  const make = (fields: RecordParts['shared']): SharedBytes => {
    const names = inOrder(fields);
    const starts: number[] = [];
    for (const name of names) {
      starts.push(scratch.length);
      scratch.copyPhrase(phraseOf(name));
      writeValue(scratch, fields[name]);
      scratch.byte(COMMA);
    }
    starts.push(scratch.length);
    const bytes = scratch.since(0);
    scratch.clear();
    return new SharedBytes(names, bytes, starts);
  };

  return {
    of(fields) {
      if (last?.fields !== fields) {
        let shared = kept.get(fields);
        if (shared === undefined) {
          shared = make(fields);
          kept.set(fields, shared, shared.length);
        }
        last = { fields, shared };
      }
      return last.shared;
    },
    endOf(shared, rest, { shared: fields, ancestors }) {
      let end = shared.end(rest, ancestors);
      if (end === undefined) {
        end = shared.makeEnd(rest, ancestors, scratch);
        kept.set(fields, shared, end.length);
      }
      return end;
    },
  };
}
