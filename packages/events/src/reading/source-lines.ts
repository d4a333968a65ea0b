import type { Catalogue } from '@secl/model';
import { formats, recogniseFormat } from '../formats/formats.ts';
import type { Importer } from '../importer.ts';
import { type EventProblem, eventProblem, type LineAt, type SourceUnit } from '../problem.ts';
import { type Bytes, decompressed, type Ending, type Stop, untilEnd, withHead } from './bytes.ts';
import { enoughToTell, hasSpreadObjects, objectSplitter } from './json-objects.ts';
import { lineSplitter } from './lines.ts';
import type { SourceLine, Splitter } from './split.ts';
import { textOf } from './text.ts';

export interface RecordingOptions {
  /** How problems call it: its path, or `-`. */
  readonly document: string;
  readonly catalogue: Catalogue;
  /** Id of the format; else the first lines tell. */
  readonly format?: string;
  /** The host of events that name none, so that recordings of several hosts do not mix. */
  readonly host?: string;
  /** Comes for each line that is skipped, and for what is wrong with the recording as a whole. */
  readonly onProblem: (problem: EventProblem) => void;
  /** What the readers of several files of one recording keep together: see `ImportOptions`. */
  readonly shared?: Map<string, unknown>;
  /** Ends the reading as if the recording ended with the last whole line before here. */
  readonly stop?: Stop;
  /** Longest line in UTF-16 code units; 64 million if not given. */
  readonly limit?: number;
}

/** What one chunk of input completes. */
export interface LineBatch {
  readonly format: Importer;
  readonly unit: SourceUnit;
  readonly lines: readonly SourceLine[];
}

const LIMIT = 64 * 1024 * 1024;
/** Enough to tell a binary format. */
const BINARY_HEAD = 1024;
/** How much is looked at to tell the format, unless the first line ends before. */
const HEAD = 1024 * 1024;

/**
 * The lines of a recording in its format; none where it has no known one. A recording that breaks off gives what came
 * before; of its last line then only the number is told.
 */
export async function* sourceLines(bytes: Bytes, options: RecordingOptions): AsyncGenerator<LineBatch, void> {
  const { document, onProblem } = options;
  const start: LineAt = { document, text: '', line: 1, column: 1, offset: 0 };
  const ending: Ending = { broken: undefined };
  const plain = await withHead(decompressed(untilEnd(bytes, ending, options.stop), ending), BINARY_HEAD);
  const binary = formats.find(
    ({ id, blocks }) =>
      blocks !== undefined &&
      (options.format === undefined ? blocks.recognise(plain.head) : options.format === id),
  );
  if (binary !== undefined) {
    // Somebody has said that it is one. Its blocks would be of any length.
    if (plain.head.length > 0 && binary.blocks?.recognise(plain.head) === false) {
      const detail = `it does not begin as ${binary.title} do`;
      onProblem(eventProblem('events/unreadable', start, 0, 0, { detail }));
      return;
    }
    yield* blocksOf(binary, plain.all, ending, options);
    return;
  }
  const text = textOf(plain.all, (encoding) => {
    if (encoding !== 'utf-8') {
      onProblem(eventProblem('events/utf-16', start, 0, 0));
    }
  });
  let head = '';
  const isEnough = enoughToTell();
  let begun: Begun | undefined;
  let last: SourceLine | undefined;

  const batch = (lines: readonly SourceLine[]): readonly LineBatch[] => {
    last = lines.at(-1) ?? last;
    if (begun === undefined || lines.length === 0) return [];
    const { format, unit } = begun;
    return [{ format, unit, lines }];
  };

  for await (const piece of text) {
    if (begun !== undefined) {
      yield* batch(begun.splitter.push(piece.text, piece.codes));
      continue;
    }
    head += piece.text;
    if (isEnough(piece.text) || head.length >= HEAD) {
      begun = begin(head, options);
      if (begun === undefined) {
        return;
      }
      yield* batch(begun.splitter.push(head));
    }
  }
  if (begun === undefined && head.trim() !== '') {
    begun = begin(head, options);
    yield* batch(begun?.splitter.push(head) ?? []);
  }
  // Who stops in the middle of a line has not found that the recording ends there.
  if (options.stop?.aborted === true) {
    return;
  }
  const rest = begun?.splitter.end() ?? [];
  if (ending.broken === undefined) {
    yield* batch(rest);
  } else {
    const code = begun === undefined ? 'events/unreadable' : 'events/cut';
    onProblem(eventProblem(code, rest[0] ?? last ?? start, 0, 0, { detail: ending.broken }));
  }
}

async function* blocksOf(
  format: Importer,
  bytes: AsyncIterable<Uint8Array>,
  ending: Ending,
  options: RecordingOptions,
): AsyncGenerator<LineBatch, void> {
  const { document, onProblem, limit = LIMIT } = options;
  const onTooLong = (at: LineAt): void =>
    onProblem(eventProblem('events/too-long', at, 0, 0, { limit: `${limit} bytes` }));
  const splitter = format.blocks?.split({ document, limit, onTooLong });
  let last: LineAt = { document, text: '', line: 1, column: 1, offset: 0 };
  for await (const chunk of bytes) {
    const lines = splitter?.push(chunk) ?? [];
    last = lines.at(-1) ?? last;
    if (lines.length > 0) {
      yield { format, unit: 'block', lines };
    }
  }
  const rest = splitter?.end() ?? [];
  if (ending.broken !== undefined) {
    onProblem(eventProblem('events/cut', last, 0, 0, { detail: ending.broken }));
  } else if (options.stop?.aborted !== true && rest.length > 0) {
    yield { format, unit: 'block', lines: rest };
  }
}

/** A recording whose format is known, and how it comes apart. */
interface Begun {
  readonly format: Importer;
  readonly unit: SourceUnit;
  readonly splitter: Splitter;
}

function begin(head: string, options: RecordingOptions): Begun | undefined {
  const { document, onProblem, limit = LIMIT } = options;
  const firstLines = head.split('\n', 40).map((line) => line.replace(/\r$/, ''));
  const format = formats.find((each) => each.id === options.format) ?? recogniseFormat(firstLines);
  if (format === undefined) {
    const known = formats.map((each) => each.title).join(', ');
    const start = { document, text: '', line: 1, column: 1, offset: 0 };
    onProblem(eventProblem('events/unknown-format', start, 0, 0, { formats: known }));
    return undefined;
  }
  const onTooLong = (at: LineAt): void =>
    onProblem(eventProblem('events/too-long', at, 0, 0, { limit: `${limit} characters` }));
  const split = { document, limit, onTooLong };
  return hasSpreadObjects(head)
    ? { format, unit: 'object', splitter: objectSplitter(split) }
    : { format, unit: 'line', splitter: lineSplitter(split) };
}
