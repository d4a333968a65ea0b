import type { AuditEvent } from './audit-event.ts';
import type { AuditRecord } from './line.ts';

/** So many that have left may still be in the list: they are taken out many at once. */
const MOST_GONE = 64;
/** So many of the newest ones are looked at first: most records belong to one of them. */
const NEWEST = 4;

const NONE: readonly AuditEvent[] = [];

/**
 * Events that wait for more records, in the order of time and serial number, which is also how those of a record are found.
 * No table beside it: the engine makes hash tables anew all the time that grow at one end and shrink at the other, and keeps
 * what was in the old ones for long.
 */
export class WaitingEvents {
  readonly #events: AuditEvent[] = [];
  /** Those before it have left. */
  #head = 0;

  get length(): number {
    return this.#events.length - this.#head;
  }

  /** The earliest. */
  get first(): AuditEvent | undefined {
    return this.#events[this.#head];
  }

  /** The event that a record belongs to: same machine, time and serial number. */
  eventOf(record: AuditRecord): AuditEvent | undefined {
    const { length } = this.#events;
    const newest = Math.max(length - NEWEST, this.#head);
    for (let at = length - 1; at >= newest; at--) {
      const event = this.#events[at];
      if (event !== undefined && isOf(record, event)) return event;
    }
    for (let at = this.#placeBehind(record) - 1; at >= this.#head; at--) {
      const event = this.#events[at];
      if (event === undefined || event.serial !== record.serial || event.time !== record.time) break;
      if (isOf(record, event)) return event;
    }
    return undefined;
  }

  add(event: AuditEvent): void {
    const at = this.#placeBehind(event);
    if (at === this.#events.length) this.#events.push(event);
    else this.#events.splice(at, 0, event);
  }

  /** The earliest ones, as long as they may leave; `behind`: how many wait with one and after it. */
  leave(mayLeave: (event: AuditEvent, behind: number) => boolean): readonly AuditEvent[] {
    const { length } = this.#events;
    let end = this.#head;
    for (let first = this.#events[end]; first !== undefined; first = this.#events[end]) {
      if (!mayLeave(first, length - end)) break;
      end += 1;
    }
    if (end === this.#head) return NONE;
    const gone = this.#events.slice(this.#head, end);
    this.#head = end;
    if (end >= MOST_GONE) {
      this.#events.splice(0, end);
      this.#head = 0;
    }
    return gone;
  }

  /** Behind the last one that is not later. */
  #placeBehind(event: When): number {
    let low = this.#head;
    let high = this.#events.length;
    if (high > low && !isBefore(event, this.#events[high - 1])) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(event, this.#events[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

type When = Pick<AuditEvent, 'time' | 'serial'>;

function isBefore(event: When, other: When | undefined): boolean {
  return (
    other !== undefined &&
    (event.time < other.time || (event.time === other.time && event.serial < other.serial))
  );
}

/** What the records of one event have in common is to the letter the same. */
function isOf(record: AuditRecord, event: AuditEvent): boolean {
  const [first] = event.records;
  return (
    event.serial === record.serial &&
    first !== undefined &&
    (first.stamp === record.stamp || first.stamp.text === record.stamp.text) &&
    first.node === record.node
  );
}
