import type { Event } from '@secl/model';
import { createDecoder, type Decoder } from '../canonical/decoder.ts';
import { canonical } from '../formats/canonical/canonical.ts';
import { tellProblems } from '../formats/canonical/tell-problems.ts';
import type { ImportedRecord, Importer, LineCounts } from '../importer.ts';
import type { RecordingOptions } from './source-lines.ts';
import type { SourceLine } from './split.ts';

/** Lines in, events out, one at a time because the event is reused. */
export interface EventReader {
  feed(line: SourceLine): void;
  /** What the lines so far have given. */
  next(): Event | undefined;
  /** The line of the last event. */
  readonly at: SourceLine;
  /** Ids of the rules that the last event's source says it matched. */
  readonly said: readonly string[];
  /** After the last line; `next` then gives what was kept back. */
  end(): void;
  counts(): LineCounts;
}

export function eventReader(format: Importer, options: RecordingOptions): EventReader {
  const decoder = createDecoder(options.catalogue);
  return format === canonical ? lineReader(decoder, options) : recordReader(format, decoder, options);
}

function onHost(event: Event, host: string | undefined): Event {
  if (host !== undefined && event.host === '') {
    event.host = host;
  }
  return event;
}

const NO_RULES: readonly string[] = [];
const NOWHERE: SourceLine = { document: '', text: '', line: 0, column: 0, offset: 0, ended: true };

/** Canonical lines need no importer in between. */
function lineReader(decoder: Decoder, { onProblem, host }: RecordingOptions): EventReader {
  let waiting: SourceLine | undefined;
  let at = NOWHERE;
  let lines = 0;
  let events = 0;
  return {
    feed(line) {
      waiting = line;
      lines += 1;
    },
    next() {
      if (waiting === undefined) {
        return undefined;
      }
      at = waiting;
      waiting = undefined;
      const decoded = decoder.decode(at);
      if (decoded.ok) {
        events += 1;
        return onHost(decoded.event, host);
      }
      tellProblems(decoded.problems, at, onProblem);
      return undefined;
    },
    get at() {
      return at;
    },
    said: NO_RULES,
    end: () => {},
    counts: () => ({ lines, events, processes: 0, irrelevant: 0, skipped: lines - events }),
  };
}

function recordReader(format: Importer, decoder: Decoder, options: RecordingOptions): EventReader {
  const reader = format.open(options);
  let queue: readonly ImportedRecord[] = [];
  let taken = 0;
  let lost = 0;
  let at = NOWHERE;
  let said = NO_RULES;
  return {
    feed(line) {
      queue = reader.read(line);
      taken = 0;
    },
    next() {
      for (let imported = queue[taken]; imported !== undefined; imported = queue[taken]) {
        taken += 1;
        at = imported.at;
        said = imported.said ?? NO_RULES;
        const decoded = decoder.decodeRecord(imported.record, at);
        if (decoded.ok) {
          return onHost(decoded.event, options.host);
        }
        decoded.problems.forEach(options.onProblem);
        lost += at.unit === 'object' ? 1 : at.text.split('\n').length;
      }
      return undefined;
    },
    get at() {
      return at;
    },
    get said() {
      return said;
    },
    end() {
      queue = reader.end();
      taken = 0;
    },
    counts() {
      const counts = reader.counts();
      return { ...counts, events: counts.events - lost, skipped: counts.skipped + lost };
    },
  };
}
