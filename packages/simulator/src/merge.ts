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

/** A recording that has not been opened, and when its first event was. */
interface Waiting {
  readonly cursor: Cursor;
  /** `undefined`: it has none, or none soon, so it is opened at once. */
  readonly time: bigint | undefined;
}

/**
 * The events of several recordings in the order of their times. Where one of them has no times, or its times are useless,
 * the recordings follow one another in the order they were named. `onOrder` says which, before the first event.
 *
 * A recording is opened when its time has come: of thousands of files few are open, and what the earlier ones tell of
 * processes is known to the later ones.
 */
export async function* merged(
  sources: readonly Source[],
  onOrder: (order: Order) => void,
): AsyncGenerator<Stretch, void> {
  const waiting: Waiting[] = [];
  try {
    let timed = sources.length > 1;
    for (const [index, source] of sources.entries()) {
      const first = timed ? await source.recording.firstTime() : undefined;
      if (first?.kind === 'event') timed &&= isUsableTime(first.time);
      waiting.push({
        cursor: new Cursor(source, index),
        time: first?.kind === 'event' ? first.time : undefined,
      });
    }
    onOrder(timed ? 'time' : 'arguments');
    if (timed) yield* byTime(waiting.sort(byFirstTime));
    else yield* oneByOne(waiting);
  } finally {
    for (const { cursor } of waiting) await cursor.close();
  }
}

async function* oneByOne(waiting: readonly Waiting[]): AsyncGenerator<Stretch, void> {
  for (const { cursor } of waiting) {
    await cursor.advance();
    while (cursor.event !== undefined) {
      yield { cursor, until: undefined };
      if (cursor.event === undefined) await cursor.advance();
    }
    await cursor.close();
  }
}

async function* byTime(waiting: readonly Waiting[]): AsyncGenerator<Stretch, void> {
  const open: Cursor[] = [];
  let next = 0;
  for (;;) {
    const [earliest] = open;
    const coming = waiting[next];
    if (coming !== undefined && (earliest === undefined || isDue(coming, earliest))) {
      next++;
      await coming.cursor.advance();
      await settle(open, coming.cursor);
      continue;
    }
    if (earliest === undefined) return;
    yield { cursor: earliest, until: earlier(open[1]?.clock, coming?.time) };
    if (earliest.event === undefined) await earliest.advance();
    open.shift();
    await settle(open, earliest);
  }
}

/** Puts a cursor among the open ones, the earliest first, or closes it where its recording has ended. */
async function settle(open: Cursor[], cursor: Cursor): Promise<void> {
  if (cursor.event === undefined) {
    await cursor.close();
    return;
  }
  const at = open.findIndex((each) => byClock(cursor, each) < 0);
  open.splice(at < 0 ? open.length : at, 0, cursor);
}

function isDue({ time }: Waiting, { clock = 0n }: Cursor): boolean {
  return time === undefined || time <= clock;
}

function earlier(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

function byFirstTime(a: Waiting, b: Waiting): number {
  const difference = (a.time ?? 0n) - (b.time ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : a.cursor.source - b.cursor.source;
}

function byClock(a: Cursor, b: Cursor): number {
  const difference = (a.clock ?? 0n) - (b.clock ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : a.source - b.source;
}

/** Hands the events of a stretch to `visit`, one after the other. The event is reused: copy what you keep. */
export function take(
  { cursor, until }: Stretch,
  visit: (event: Event, at: SourceLine, source: number, said: readonly string[]) => void,
): void {
  let { event } = cursor;
  while (
    event !== undefined &&
    (until === undefined || cursor.clock === undefined || cursor.clock <= until)
  ) {
    visit(event, cursor.at, cursor.source, cursor.said);
    cursor.step();
    event = cursor.event;
  }
}

/** Times before 2000 come from clocks that were never set, or from seconds since boot. */
const usableFrom = 946_684_800_000_000_000n;

export function isUsableTime(time: bigint | undefined): boolean {
  return time !== undefined && time >= usableFrom;
}

const nowhere: SourceLine = { document: '', line: 0, offset: 0, text: '', ended: true, column: 1 };

/** One recording being read, with its next event in hand. */
export class Cursor {
  readonly source: number;
  event: Event | undefined;
  /** Of the next event; a time that goes back counts as the latest before it. */
  clock: bigint | undefined;
  private readonly recording: Recording;
  private batches: AsyncIterator<EventBatch> | undefined;
  private batch: EventBatch | undefined;

  constructor(source: Source, index: number) {
    this.source = index;
    this.recording = source.recording;
  }

  /** The line of the event in hand. */
  get at(): SourceLine {
    return this.batch?.at ?? nowhere;
  }

  /** Ids of the rules that its source says it matched. */
  get said(): readonly string[] {
    return this.batch?.said ?? [];
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
    this.batches ??= this.recording[Symbol.asyncIterator]();
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
    if (this.batches === undefined) this.recording.close();
    else await this.batches.return?.();
  }
}
