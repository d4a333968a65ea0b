import {
  type ImportedRecord,
  importRecording,
  openRecording,
  parseTime,
  type RecordingOptions,
} from '@secl/events';
import { isUsableTime } from '@secl/simulator';
import type { FoundRecording } from '../replay/recordings.ts';

/** How the recordings of one import are read. */
export interface Reading {
  readonly optionsFor: (recording: FoundRecording) => RecordingOptions;
  readonly bytesOf: (recording: FoundRecording) => AsyncGenerator<Uint8Array, void>;
}

type Portion = readonly ImportedRecord[];

/**
 * The records of several recordings in the order in which a replay takes their events: by time, or as the recordings were
 * named where one of them has no usable times or comes from standard input, which cannot be looked at beforehand.
 */
export async function* mergedRecords(
  recordings: readonly FoundRecording[],
  reading: Reading,
): AsyncGenerator<Portion, void> {
  const times = await firstTimes(recordings, reading);
  const cursors = recordings.map((recording, index) => new Cursor(recording, reading, index, times?.[index]));
  if (times === undefined) {
    for (const cursor of cursors) yield* cursor.all();
    return;
  }
  const waiting = cursors.sort(byClock);
  const open: Cursor[] = [];
  for (;;) {
    const [earliest] = open;
    const [coming] = waiting;
    if (coming !== undefined && (earliest === undefined || coming.clock <= earliest.clock)) {
      waiting.shift();
      if (await coming.advance()) open.push(coming);
    } else if (earliest === undefined) {
      return;
    } else {
      yield earliest.until(earlier(open[1]?.clock, coming?.clock));
      if (!(await earliest.advance())) open.shift();
    }
    open.sort(byClock);
  }
}

/** Of each recording that has events; `undefined` where they cannot be put in an order. */
async function firstTimes(
  recordings: readonly FoundRecording[],
  { optionsFor, bytesOf }: Reading,
): Promise<readonly bigint[] | undefined> {
  if (recordings.length < 2 || recordings.some(({ path }) => path === '-')) return undefined;
  const times: bigint[] = [];
  for (const recording of recordings) {
    const { shared: _shared, ...options } = optionsFor(recording);
    const opened = openRecording(bytesOf(recording), { ...options, onProblem: () => undefined });
    const first = await opened.firstTime();
    opened.close();
    const time = first.kind === 'event' ? first.time : 0n;
    if (first.kind === 'event' && !isUsableTime(time)) return undefined;
    times.push(time ?? 0n);
  }
  return times;
}

/** One recording with the records in hand. */
class Cursor {
  /** Of the next record; a time that goes back counts as the latest before it. */
  clock: bigint;
  private readonly index: number;
  private readonly open: () => AsyncGenerator<Portion, void>;
  private portions: AsyncGenerator<Portion, void> | undefined;
  private inHand: Portion = [];
  private next = 0;

  constructor(recording: FoundRecording, reading: Reading, index: number, first: bigint | undefined) {
    this.index = index;
    this.clock = first ?? 0n;
    this.open = () => importRecording(reading.bytesOf(recording), reading.optionsFor(recording));
  }

  all(): AsyncGenerator<Portion, void> {
    return this.open();
  }

  /** Reads on until there is a record; false at the end. */
  async advance(): Promise<boolean> {
    this.portions ??= this.open();
    while (this.next >= this.inHand.length) {
      const portion = await this.portions.next();
      if (portion.done === true) return false;
      this.inHand = portion.value;
      this.next = 0;
    }
    this.tick();
    return true;
  }

  /** The records in hand that are not after a time. */
  until(limit: bigint | undefined): Portion {
    const start = this.next;
    do {
      this.next++;
      this.tick();
    } while (this.next < this.inHand.length && (limit === undefined || this.clock <= limit));
    return this.inHand.slice(start, this.next);
  }

  before(other: Cursor): number {
    const difference = this.clock - other.clock;
    return difference < 0n ? -1 : difference > 0n ? 1 : this.index - other.index;
  }

  private tick(): void {
    const time = this.inHand[this.next]?.record.Time;
    const nanoseconds = typeof time === 'string' ? parseTime(time) : time;
    if (nanoseconds !== undefined && nanoseconds > this.clock) this.clock = nanoseconds;
  }
}

function byClock(a: Cursor, b: Cursor): number {
  return a.before(b);
}

function earlier(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
