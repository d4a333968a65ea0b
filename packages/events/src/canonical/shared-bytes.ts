const NOTHING = new Uint8Array(0);

/** The fields that many records share, written in order, each with a comma behind it. */
export class SharedBytes {
  /** In order; the same list for all that have these fields. */
  readonly names: readonly string[];
  readonly #bytes: Uint8Array;
  /** Where the fields begin. */
  readonly #starts: Int32Array;

  // What was last asked for: most records of a process have their own values at the same places.
  #from = -1;
  #to = -1;
  #part: Uint8Array = NOTHING;
  #last = -1;
  #rest: Uint8Array = NOTHING;

  constructor(names: readonly string[], bytes: Uint8Array, starts: Int32Array) {
    this.names = names;
    this.#bytes = bytes;
    this.#starts = starts;
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

  /** From a field to the end, without the comma behind the last one. */
  rest(from: number): Uint8Array {
    if (this.#last !== from) {
      const { length } = this.#bytes;
      const start = this.#starts[from] ?? length;
      this.#last = from;
      this.#rest = this.#bytes.subarray(start, Math.max(start, length - 1));
    }
    return this.#rest;
  }
}
