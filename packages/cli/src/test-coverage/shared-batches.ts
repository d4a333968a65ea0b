/** Batches that several threads take from, in memory that they share: each is taken once. */
export class SharedBatches {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.memory = memory;
    this.#cells = new Int32Array(memory);
  }

  /** The next one of so many; nothing when all are taken. */
  take(all: number): number | undefined {
    const next = Atomics.add(this.#cells, 0, 1);
    return next < all ? next : undefined;
  }

  /** The same for a thread that helps, of which is counted what it has to bring back. */
  takeAway(all: number): number | undefined {
    const next = this.take(all);
    if (next !== undefined) Atomics.add(this.#cells, 1, 1);
    return next;
  }

  /** How many threads that help have taken. */
  get takenAway(): number {
    return Atomics.load(this.#cells, 1);
  }

  /** Nobody takes any more. */
  close(): void {
    Atomics.store(this.#cells, 0, 2 ** 30);
  }
}
