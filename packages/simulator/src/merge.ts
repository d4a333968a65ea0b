import type { EventBatch, Recording, SourceLine } from '@secl/events';
import type { Event } from '@secl/model';

/** One recording with its name, ready to be read. */
export interface Source {
  readonly name: string;
  readonly recording: Recording;
}

export type Order = 'time' | 'arguments';

/** A stretch of one recording whose events come next, to be taken without waiting: see {@link take}. */
export interface Stretch {
  readonly cursor: Cursor;
  /** No event after this time belongs to the stretch: another recording has one before. */
  readonly until: bigint | undefined;
}

/**
 * The events of several recordings in the order of their times. Where one of them has no times, or its times are useless,
 * the recordings follow one another in the order they were named. `onOrder` says which, before the first event.
 */
export async function* merged(
  sources: readonly Source[],
  onOrder: (order: Order) => void,
): AsyncGenerator<Stretch, void> {
  const cursors = sources.map((source, index) => new Cursor(source, index));
  try {
    for (const cursor of cursors) await cursor.advance();
    const timed = cursors.every((cursor) => cursor.event === undefined || isUsable(cursor.event.time));
    const order = timed && sources.length > 1 ? 'time' : 'arguments';
    onOrder(order);
    for (;;) {
      const waiting = cursors.filter((cursor) => cursor.event !== undefined);
      const sorted = order === 'time' ? waiting.sort(byClock) : waiting;
      const [cursor, other] = sorted;
      if (cursor === undefined) return;
      yield { cursor, until: order === 'time' ? other?.clock : undefined };
      if (cursor.event === undefined) await cursor.advance();
    }
  } finally {
    for (const cursor of cursors) await cursor.close();
  }
}

function byClock(a: Cursor, b: Cursor): number {
  const difference = (a.clock ?? 0n) - (b.clock ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : a.source - b.source;
}

/** Hands the events of a stretch to `visit`, one after the other. The event is reused: copy what you keep. */
export function take(
  { cursor, until }: Stretch,
  visit: (event: Event, at: SourceLine, source: number) => void,
): void {
  let { event } = cursor;
  while (
    event !== undefined &&
    (until === undefined || cursor.clock === undefined || cursor.clock <= until)
  ) {
    visit(event, cursor.at, cursor.source);
    cursor.step();
    event = cursor.event;
  }
}

/** Times before 2000 come from clocks that were never set, or from seconds since boot. */
const usableFrom = 946_684_800_000_000_000n;

function isUsable(time: bigint | undefined): boolean {
  return time !== undefined && time >= usableFrom;
}

const nowhere: SourceLine = { document: '', line: 0, offset: 0, text: '', ended: true, column: 1 };

/** One recording being read, with its next event in hand. */
export class Cursor {
  readonly source: number;
  event: Event | undefined;
  /** Of the next event; a time that goes back counts as the latest before it. */
  clock: bigint | undefined;
  private readonly batches: AsyncIterator<EventBatch>;
  private batch: EventBatch | undefined;

  constructor(source: Source, index: number) {
    this.source = index;
    this.batches = source.recording[Symbol.asyncIterator]();
  }

  /** The line of the event in hand. */
  get at(): SourceLine {
    return this.batch?.at ?? nowhere;
  }

  /** Takes the next event of the batch in hand; false where that has no more. */
  step(): boolean {
    this.event = this.batch?.next();
    const time = this.event?.time;
    if (time !== undefined && (this.clock === undefined || time > this.clock)) this.clock = time;
    return this.event !== undefined;
  }

  /** Waits for batches until there is an event, or the recording ends. */
  async advance(): Promise<void> {
    for (;;) {
      const { value, done } = await this.batches.next();
      if (done === true) {
        this.event = undefined;
        return;
      }
      this.batch = value;
      if (this.step()) return;
    }
  }

  async close(): Promise<void> {
    await this.batches.return?.();
  }
}
