import recordTypes from './record-types.json' with { type: 'json' };

/** One record of the audit system: a line. */
export interface AuditRecord {
  readonly type: string;
  /** Of the machine (`node=`), where logs of several are collected. */
  readonly node: string | undefined;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  /** What the records of one event have in common: machine, time and serial number. */
  readonly event: string;
  readonly serial: number;
  /** The fields, with a space before the first. */
  readonly body: string;
  /** As `ausearch -i` prints it: names instead of numbers, and no quotes. */
  readonly isInterpreted: boolean;
}

const NAMES: Readonly<Record<string, string>> = recordTypes;
const NUMBERED = /^(?:UNKNOWN\[)?(\d+)\]?$/;
const RAW_STAMP = /^(\d{1,11})\.(\d{1,9}):(\d+)$/;
const SHOWN_STAMP = /^(\d{1,4})([/.-])(\d{1,2})[/.-](\d{1,4}) (\d\d):(\d\d):(\d\d)\.(\d{3}):(\d+)$/;

/** `undefined`: this is no record. What stands before `type=` or `audit(` (a syslog header) is passed over. */
export function readRecord(text: string): AuditRecord | undefined {
  const stampAt = text.indexOf('audit(');
  const stampEnd = text.indexOf(')', stampAt);
  if (stampAt < 0 || stampEnd < 0) {
    return undefined;
  }
  const typeAt = text.lastIndexOf('type=', stampAt);
  if (typeAt < 0) {
    return undefined;
  }
  const stamp = text.slice(stampAt + 6, stampEnd);
  const at = timeOf(stamp);
  if (at === undefined) {
    return undefined;
  }
  const typeEnd = text.indexOf(' ', typeAt);
  const name = text.slice(typeAt + 5, typeEnd);
  const number = NUMBERED.exec(name)?.[1];
  const node = typeAt > 5 ? /(?:^|\s)node=(\S+)\s/.exec(text.slice(0, typeAt))?.[1] : undefined;
  const colon = text.indexOf(':', stampEnd);
  // Records of the daemon itself go on without one.
  const body = text.slice(colon > 0 && colon <= stampEnd + 2 ? colon + 1 : stampEnd + 1);
  return {
    type: number === undefined ? name : (NAMES[number] ?? name),
    node,
    time: at.time,
    event: node === undefined ? stamp : `${node} ${stamp}`,
    serial: at.serial,
    body: body.startsWith(' ') ? body : ` ${body}`,
    isInterpreted: at.isShown,
  };
}

interface Stamp {
  readonly time: bigint;
  readonly serial: number;
  readonly isShown: boolean;
}

/** Many records in a row have the same one. */
let last: { readonly text: string; readonly stamp: Stamp | undefined } | undefined;

function timeOf(text: string): Stamp | undefined {
  if (last?.text !== text) {
    last = { text, stamp: readStamp(text) };
  }
  return last.stamp;
}

/** And many stamps the same second. */
let lastSecond = '';
let base = 0n;

function readStamp(text: string): Stamp | undefined {
  const raw = RAW_STAMP.exec(text);
  if (raw !== null) {
    const [, seconds = '', fraction = '', serial] = raw;
    if (seconds !== lastSecond) {
      lastSecond = seconds;
      base = BigInt(seconds) * 1_000_000_000n;
    }
    return {
      time: base + BigInt(Number(fraction.padEnd(9, '0'))),
      serial: Number(serial),
      isShown: false,
    };
  }
  const shown = SHOWN_STAMP.exec(text);
  if (shown === null) {
    return undefined;
  }
  const [, first = '', separator, second = '', third = '', hour, minute, end, fraction, serial] = shown;
  const [year, month, day] = dateOf(first, second, third, separator === '.');
  // The zone is the reader's and not in the text: taken as UTC.
  const time = Date.UTC(year, month - 1, day, Number(hour), Number(minute), Number(end), Number(fraction));
  return { time: BigInt(time) * 1_000_000n, serial: Number(serial), isShown: true };
}

/** Year first, or month first as in the C and the US locale; day first with full stops, or where it can be no month. */
function dateOf(
  first: string,
  second: string,
  third: string,
  hasStops: boolean,
): readonly [number, number, number] {
  if (first.length === 4) {
    return [Number(first), Number(second), Number(third)];
  }
  const year = third.length === 4 ? Number(third) : 2000 + Number(third);
  const isDayFirst = hasStops || Number(first) > 12;
  return isDayFirst ? [year, Number(second), Number(first)] : [year, Number(first), Number(second)];
}
