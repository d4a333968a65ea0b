import type { Event } from '@secl/model';
import type { ImportedRecord, Importer, LineCounts } from '../importer.ts';
import type { Bytes } from './bytes.ts';
import { type EventReader, eventReader } from './event-reader.ts';
import { type RecordingOptions, sourceLines } from './source-lines.ts';
import type { SourceLine } from './split.ts';

/** The events of one chunk of input, to be taken without waiting. */
export interface EventBatch {
  /** The next event; it is reused, so copy what you keep. `undefined`: wait for the next batch. */
  next(): Event | undefined;
  /** Where the last event came from. */
  readonly at: SourceLine;
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
  readonly counts: LineCounts;
}

const NOTHING: LineCounts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

export function openRecording(bytes: Bytes, options: RecordingOptions): Recording {
  let reader: EventReader | undefined;
  let format: Importer | undefined;
  return {
    get format() {
      return format;
    },
    get counts() {
      return reader?.counts() ?? NOTHING;
    },
    async *[Symbol.asyncIterator]() {
      for await (const batch of sourceLines(bytes, options)) {
        format = batch.format;
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

/** The records of a recording as they are before they are decoded, to be written as canonical lines. */
export async function* importRecording(
  bytes: Bytes,
  options: RecordingOptions,
): AsyncGenerator<readonly ImportedRecord[], void> {
  let reader: ReturnType<Importer['open']> | undefined;
  for await (const { format, lines } of sourceLines(bytes, options)) {
    reader ??= format.open(options);
    for (const line of lines) {
      const records = reader.read(line);
      if (records.length > 0) {
        yield records;
      }
    }
  }
  yield reader?.end() ?? [];
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
  };
}
