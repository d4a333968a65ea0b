import type { SourceLine } from '../../reading/split.ts';
import type { AuditRecord } from './line.ts';

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
/** So many that have left may still be in the list. */
const MOST_GONE = 64;
/** An event of more records than this is none: it is handed on in parts. */
const MOST_RECORDS = 10_000;

/**
 * Records of several events come interleaved, and those of one in any order: they are gathered by their stamp. Events
 * leave in the order of time and serial number.
 */
export function gathering(): Gathering {
  const byStamp = new Map<string, AuditEvent>();
  const waiting: AuditEvent[] = [];
  /** Those before it have left; they are taken out of the list many at once. */
  let head = 0;
  let newest = 0n;
  let seen = 0;

  const insert = (event: AuditEvent): void => {
    let at = waiting.length;
    while (at > head && isBefore(event, waiting[at - 1])) {
      at -= 1;
    }
    if (at === waiting.length) waiting.push(event);
    else waiting.splice(at, 0, event);
  };

  const isDone = (event: AuditEvent, behind: number): boolean =>
    event.isWhole ||
    (seen - event.seen > OTHERS && (newest - event.time > PATIENCE || behind > MOST_WAITING)) ||
    behind > FAR_TOO_MANY;

  const leave = (isAll: boolean): readonly AuditEvent[] => {
    let end = head;
    for (let first = waiting[end]; first !== undefined; first = waiting[end]) {
      if (!isAll && !isDone(first, waiting.length - end)) break;
      byStamp.delete(first.records[0]?.event ?? '');
      end += 1;
    }
    if (end === head) {
      return NONE;
    }
    const done = waiting.slice(head, end);
    head = end;
    if (head >= MOST_GONE) {
      waiting.splice(0, head);
      head = 0;
    }
    return done;
  };

  return {
    add(line, record) {
      let event = byStamp.get(record.event);
      if (event === undefined) {
        event = { time: record.time, serial: record.serial, lines: [], records: [], isWhole: false, seen };
        byStamp.set(record.event, event);
        insert(event);
      }
      seen += 1;
      event.seen = seen;
      event.lines.push(line);
      event.records.push(record);
      event.isWhole ||= record.type === 'EOE' || event.records.length >= MOST_RECORDS;
      newest = record.time > newest ? record.time : newest;
      return leave(false);
    },
    end: () => leave(true),
  };
}

const NONE: readonly AuditEvent[] = [];

function isBefore(event: AuditEvent, other: AuditEvent | undefined): boolean {
  return (
    other !== undefined &&
    (event.time < other.time || (event.time === other.time && event.serial < other.serial))
  );
}
