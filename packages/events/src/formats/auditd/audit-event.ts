import type { SourceLine } from '../../reading/split.ts';
import type { AuditRecord } from './line.ts';
import { WaitingEvents } from './waiting-events.ts';

/** The records of one event, in the order in which they came. */
export interface AuditEvent {
  readonly time: bigint;
  readonly serial: number;
  readonly lines: SourceLine[];
  readonly records: AuditRecord[];
  /** Its last record (EOE) has come. */
  isWhole: boolean;
  /** How many records of the log had come when its last one did. */
  seen: number;
}

export interface Gathering {
  /** What is whole by now, in the order of the events. */
  add(line: SourceLine, record: AuditRecord): readonly AuditEvent[];
  end(): readonly AuditEvent[];
}

/**
 * As the audit tools do: what has not come two seconds later will not. Time alone does not tell: logs are put one after
 * the other in any order, and a single record may be late or early. So this many of others must have come as well.
 */
const PATIENCE = 2_000_000_000n;
const OTHERS = 40;
/** However fast they come, no more of them than this wait. */
const MOST_WAITING = 256;
const FAR_TOO_MANY = 4096;
/** An event of more records than this is none: it is handed on in parts. */
const MOST_RECORDS = 10_000;

/**
 * Records of several events come interleaved, and those of one in any order: they are gathered by their stamp. Events
 * leave in the order of time and serial number.
 */
export function gathering(): Gathering {
  const waiting = new WaitingEvents();
  let newest = 0n;
  let seen = 0;

  const isDone = (event: AuditEvent, behind: number): boolean =>
    event.isWhole ||
    (seen - event.seen > OTHERS && (newest - event.time > PATIENCE || behind > MOST_WAITING)) ||
    behind > FAR_TOO_MANY;

  return {
    add(line, record) {
      let event = waiting.eventOf(record);
      if (event === undefined) {
        event = { time: record.time, serial: record.serial, lines: [], records: [], isWhole: false, seen };
        waiting.add(event);
      }
      seen += 1;
      event.seen = seen;
      event.lines.push(line);
      event.records.push(record);
      event.isWhole ||= record.type === 'EOE' || event.records.length >= MOST_RECORDS;
      newest = record.time > newest ? record.time : newest;
      return waiting.leave(isDone);
    },
    end: () => waiting.leave(() => true),
  };
}
