import type { Catalogue, Event } from '@secl/model';
import { formats, recogniseFormat } from '../formats/formats.ts';
import type { Importer, LineCounts } from '../importer.ts';
import { type EventProblem, eventProblem, type LineAt } from '../problem.ts';
import { type Bytes, decompressed, type Ending, type Stop, untilEnd } from './bytes.ts';
import { type EventReader, eventReader } from './event-reader.ts';
import { hasSpreadObjects, isEnoughToTell, objectSplitter } from './json-objects.ts';
import { lineSplitter } from './lines.ts';
import type { SourceLine, Splitter } from './split.ts';
import { textOf } from './text.ts';

export interface RecordingOptions {
  /** How problems call it: its path, or `-`. */
  readonly document: string;
  readonly catalogue: Catalogue;
  /** Id of the format; else the first lines tell. */
  readonly format?: string;
  /** Comes for each line that is skipped, and for what is wrong with the recording as a whole. */
  readonly onProblem: (problem: EventProblem) => void;
  /** Ends the reading as if the recording ended here. */
  readonly stop?: Stop;
  /** Longest line in UTF-16 code units; 64 million if not given. */
  readonly limit?: number;
}

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

const LIMIT = 64 * 1024 * 1024;
/** How much is looked at to tell the format, unless a line end comes first. */
const HEAD = 1024 * 1024;

export function openRecording(bytes: Bytes, options: RecordingOptions): Recording {
  const { document, onProblem } = options;
  const start: LineAt = { document, text: '', line: 1, column: 1, offset: 0 };
  const ending: Ending = { broken: undefined };
  let reader: EventReader | undefined;
  let format: Importer | undefined;

  async function* read(): AsyncGenerator<EventBatch, void> {
    const text = textOf(decompressed(untilEnd(bytes, ending, options.stop), ending), (encoding) => {
      if (encoding !== 'utf-8') {
        onProblem(eventProblem('events/utf-16', start, 0, 0));
      }
    });
    let head = '';
    let splitter: Splitter | undefined;
    let last: SourceLine | undefined;
    for await (const piece of text) {
      let lines: readonly SourceLine[];
      if (splitter === undefined) {
        head += piece;
        if (head.length < HEAD && !isEnoughToTell(head)) {
          continue;
        }
        splitter = begin(head);
        lines = splitter?.push(head) ?? [];
      } else {
        lines = splitter.push(piece);
      }
      if (reader === undefined || splitter === undefined) {
        return;
      }
      if (lines.length > 0) {
        last = lines.at(-1);
        yield batchOf(reader, lines);
      }
    }
    if (splitter === undefined && (head !== '' || ending.broken === undefined)) {
      splitter = begin(head);
      const lines = splitter?.push(head) ?? [];
      if (reader !== undefined && lines.length > 0) {
        last = lines.at(-1);
        yield batchOf(reader, lines);
      }
    }
    const rest = splitter?.end() ?? [];
    const isCut = ending.broken !== undefined;
    if (reader !== undefined && rest.length > 0 && !isCut) {
      yield batchOf(reader, rest);
    }
    if (reader !== undefined) {
      reader.end();
      yield batchOf(reader, []);
    }
    if (isCut) {
      const at = rest[0] ?? last ?? start;
      const code = reader === undefined ? 'events/unreadable' : 'events/cut';
      onProblem(eventProblem(code, at, 0, 0, { detail: ending.broken ?? '' }));
    }
  }

  /** Settles format and splitter; neither where the file is none of the formats. */
  const begin = (head: string): Splitter | undefined => {
    const firstLines = head.split('\n', 40).map((line) => line.replace(/\r$/, ''));
    const named = formats.find((each) => each.id === options.format);
    format = named ?? recogniseFormat(firstLines);
    if (format === undefined) {
      const known = formats.map((each) => each.title).join(', ');
      if (head.trim() !== '') {
        onProblem(eventProblem('events/unknown-format', start, 0, 0, { formats: known }));
      }
      return undefined;
    }
    const limit = options.limit ?? LIMIT;
    const split = {
      document,
      limit,
      onTooLong: (at: LineAt) => onProblem(eventProblem('events/too-long', at, 0, 0, { limit })),
    };
    reader = eventReader(format, options);
    return hasSpreadObjects(head) ? objectSplitter(split) : lineSplitter(split);
  };

  return {
    get format() {
      return format;
    },
    get counts() {
      return reader?.counts() ?? NOTHING;
    },
    [Symbol.asyncIterator]: read,
  };
}

const NOTHING: LineCounts = { lines: 0, events: 0, processes: 0, irrelevant: 0, skipped: 0 };

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
