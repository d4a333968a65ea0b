import type { Event } from '@secl/model';
import type { ImportedRecord, Importer, LineCounts, RecordReader } from '../importer.ts';
import type { SourceUnit } from '../problem.ts';
import type { Bytes } from './bytes.ts';
import { type EventReader, eventReader } from './event-reader.ts';
import { type FirstTime, firstTimeOf } from './first-time.ts';
import { type LineBatch, type RecordingOptions, sourceLines } from './source-lines.ts';
import type { SourceLine } from './split.ts';

/** The events of one chunk of input, to be taken without waiting. */
export interface EventBatch {
  /** The next event; it is reused, so copy what you keep. `undefined`: wait for the next batch. */
  next(): Event | undefined;
  /** Where the last event came from. */
  readonly at: SourceLine;
  /** Ids of the rules that the last event's source says it matched. */
  readonly said: readonly string[];
}

/**
 * One recording, read once:
 *
 *     for await (const batch of recording) {
 *       for (let event = batch.next(); event !== undefined; event = batch.next()) { … }
 *     }
 *
 * Leaving the loop closes the source. Recordings that are merged keep one batch open each.
 */
export interface Recording extends AsyncIterable<EventBatch> {
  /** Known from the first batch on. */
  readonly format: Importer | undefined;
  /** What `counts` counts; lines where nothing came. */
  readonly unit: SourceUnit;
  readonly counts: LineCounts;
  /** Reads ahead, once and before the loop. */
  firstTime(): Promise<FirstTime>;
  /** Closes the source of a recording that is not read to its end. */
  close(): void;
}

const NOTHING: LineCounts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

export function openRecording(bytes: Bytes, options: RecordingOptions): Recording {
  let reader: EventReader | undefined;
  let format: Importer | undefined;
  let unit: SourceUnit = 'line';
  let tooLong = 0;
  const batches = sourceLines(bytes, {
    ...options,
    onProblem(problem) {
      // No reader ever sees it.
      if (problem.code === 'events/too-long') tooLong += 1;
      options.onProblem(problem);
    },
  });
  const ahead: LineBatch[] = [];
  return {
    firstTime: () => firstTimeOf(batches, ahead, options),
    close() {
      // Not awaited: a read of a pipe that waits for its writer may never come back.
      batches.return().catch(() => {});
    },
    get format() {
      return format;
    },
    get unit() {
      return unit;
    },
    get counts() {
      const counts = reader?.counts() ?? NOTHING;
      return { ...counts, lines: counts.lines + tooLong, skipped: counts.skipped + tooLong };
    },
    async *[Symbol.asyncIterator]() {
      for await (const batch of both(ahead, batches)) {
        ({ format, unit } = batch);
        reader ??= eventReader(format, options);
        yield batchOf(reader, batch.lines);
      }
      if (reader !== undefined) {
        reader.end();
        yield batchOf(reader, []);
      }
    },
  };
}

/** What was read ahead, then the rest. */
async function* both(
  ahead: LineBatch[],
  batches: AsyncGenerator<LineBatch, void>,
): AsyncGenerator<LineBatch, void> {
  try {
    for (let batch = ahead.shift(); batch !== undefined; batch = ahead.shift()) {
      yield batch;
    }
    yield* batches;
  } finally {
    await batches.return();
  }
}

/** Lines. */
const PORTION = 256;

/** The records of a recording as they are before they are decoded, to be written as canonical lines. */
export async function* importRecording(
  bytes: Bytes,
  options: RecordingOptions,
): AsyncGenerator<readonly ImportedRecord[], void> {
  let reader: RecordReader | undefined;
  for await (const { format, lines } of sourceLines(bytes, options)) {
    reader ??= format.open(options);
    // Portions of many: a pause for each line would cost more than the line.
    for (let start = 0; start < lines.length; start += PORTION) {
      const records = recordsOf(reader, lines, start, Math.min(start + PORTION, lines.length));
      if (records.length > 0) yield records;
    }
  }
  yield reader?.end() ?? [];
}

/** Engines run a plain function faster than one that pauses. */
function recordsOf(
  reader: RecordReader,
  lines: readonly SourceLine[],
  start: number,
  end: number,
): readonly ImportedRecord[] {
  const records: ImportedRecord[] = [];
  for (let at = start; at < end; at++) {
    const line = lines[at];
    const read = line === undefined ? [] : reader.read(line);
    // Most lines give one or none.
    if (read.length === 1 && read[0] !== undefined) records.push(read[0]);
    else for (const record of read) records.push(record);
  }
  return records;
}

function batchOf(reader: EventReader, lines: readonly SourceLine[]): EventBatch {
  let next = 0;
  return {
    next() {
      for (;;) {
        const event = reader.next();
        if (event !== undefined) {
          return event;
        }
        const line = lines[next];
        if (line === undefined) {
          return undefined;
        }
        next += 1;
        reader.feed(line);
      }
    },
    get at() {
      return reader.at;
    },
    get said() {
      return reader.said;
    },
  };
}
