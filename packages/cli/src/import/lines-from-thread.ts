import { type ImportedRecord, type PackedRecords, recordPacking } from '@secl/events';
import type { Thread, Threads } from '../threads.ts';
import { READY } from './lines-thread.ts';
import { type LinesDone, type LinesTask, type LinesWanted, putRecords, type Slot, slotOf } from './slots.ts';

/** Packed records at once, in bytes. */
const ENOUGH = 128 * 1024;
/** Batches that are with the thread, or are written out. */
const MOST = 8;

/** A thread that makes lines while this one reads on, and writes them, too, where it has a file for them. */
export class LinesFromThread {
  readonly #thread: Thread;
  readonly #packing = recordPacking();
  #packed: PackedRecords<ArrayBuffer> | undefined;
  readonly #slots: readonly Slot[];
  readonly #free: number[];
  readonly #done: LinesDone[] = [];
  #inFlight = 0;
  #isReady = false;
  #isOver = false;
  #wake = (): void => undefined;

  constructor(
    threads: Threads,
    file?: number,
    slots: readonly Slot[] = Array.from({ length: MOST }, () => slotOf()),
  ) {
    this.#slots = slots;
    this.#free = [...slots.keys()];
    this.#thread = threads.start({ slots, file } satisfies LinesTask, 'import-thread');
    void this.#listen();
  }

  /** Until then, or where no thread can be had, others write the lines. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /**
   * The lines of records, each as soon as they are done; a recording that still grows may let wait for more records. What
   * the thread has written does not come.
   */
  async *linesOf(records: AsyncGenerator<readonly ImportedRecord[], void>): AsyncGenerator<Uint8Array, void> {
    for await (const lines of this.#portions(records)) {
      if (lines.length > 0) yield lines;
      else this.reuse(lines);
    }
  }

  async *#portions(
    records: AsyncGenerator<readonly ImportedRecord[], void>,
  ): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const coming = records.next();
      yield* this.#doneBefore(coming);
      const { done, value } = await coming;
      if (done === true) break;
      for (let at = this.#pack(value, 0); at < value.length; at = this.#pack(value, at))
        yield* this.#handOver();
      if (this.#packing.length >= ENOUGH) yield* this.#handOver();
      // Who follows a recording wants to see what there is.
      if (this.#inFlight === 0) yield* this.#handOver();
    }
    yield* this.#handOver();
    while (this.#inFlight > 0) yield await this.#next();
  }

  /** Records from one on until they are enough for a batch; gives the next one. Engines run it faster than what pauses. */
  #pack(records: readonly ImportedRecord[], from: number): number {
    let at = from;
    for (; at < records.length && this.#packing.length < ENOUGH; at++) {
      const record = records[at];
      if (record !== undefined) this.#packing.add(record);
    }
    return at;
  }

  /** Lines that are done while others are waited for. */
  async *#doneBefore(coming: Promise<unknown>): AsyncGenerator<Uint8Array, void> {
    let isComing = false;
    const arrived = coming.then(() => {
      isComing = true;
    });
    while (this.#inFlight > 0) {
      await Promise.race([arrived, this.#oneIsDone()]);
      if (isComing) return;
      yield await this.#next();
      if (this.#inFlight === 0) yield* this.#handOver();
    }
  }

  /** Lines that are out make room for others. */
  reuse(lines: Uint8Array): void {
    const slot = this.#slots.findIndex((each) => each.lines.buffer === lines.buffer);
    if (slot >= 0) this.#free.push(slot);
  }

  stop(): void {
    this.#thread.stop();
  }

  async *#handOver(): AsyncGenerator<Uint8Array, void> {
    if (this.#packing.length === 0) return;
    while (this.#free.length === 0) yield await this.#next();
    const at = this.#free.pop() ?? 0;
    const slot = this.#slots[at];
    this.#packed = this.#packing.take(this.#packed);
    if (slot === undefined) return;
    this.#thread.post({ slot: at, packed: putRecords(slot, this.#packed) } satisfies LinesWanted);
    this.#inFlight += 1;
  }

  async #next(): Promise<Uint8Array> {
    await this.#oneIsDone();
    const done = this.#done.shift();
    if (done === undefined) throw new Error('the thread that writes lines has ended before its time');
    return this.#taken(done);
  }

  async #oneIsDone(): Promise<void> {
    while (this.#done.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #taken({ slot: at, lines }: LinesDone): Uint8Array {
    this.#inFlight -= 1;
    const slot = this.#slots[at];
    if (typeof lines === 'number' && slot !== undefined) return slot.lines.subarray(0, lines);
    // They did not fit: nobody reads the slot.
    this.#free.push(at);
    return typeof lines === 'number' ? new Uint8Array(0) : lines;
  }

  async #listen(): Promise<void> {
    for await (const message of this.#thread.messages) {
      if (message === READY) this.#isReady = true;
      else this.#done.push(message as LinesDone);
      this.#wake();
    }
    this.#isOver = true;
    this.#wake();
  }
}
