import { nanoseconds } from '../../nanoseconds.ts';

/** What stands in brackets behind `audit`. */
export interface Stamp {
  readonly text: string;
  readonly time: bigint;
  readonly serial: number;
  readonly isShown: boolean;
}

/** Records of one event have the same one, and those of another one between them. */
interface Read {
  readonly text: string;
  readonly stamp: Stamp | undefined;
}
let last: Read | undefined;
let beforeLast: Read | undefined;

/** Of a part of a text. */
export function stampAt(text: string, start: number, end: number): Stamp | undefined {
  if (last !== undefined && isAt(last.text, text, start, end)) return last.stamp;
  if (beforeLast !== undefined && isAt(beforeLast.text, text, start, end)) {
    [last, beforeLast] = [beforeLast, last];
    return last.stamp;
  }
  return stampOf(text.slice(start, end));
}

function isAt(stamp: string, text: string, start: number, end: number): boolean {
  return stamp.length === end - start && text.startsWith(stamp, start);
}

export function stampOf(text: string): Stamp | undefined {
  if (last?.text !== text) {
    const known = beforeLast?.text === text ? beforeLast : { text, stamp: readStamp(text) };
    beforeLast = last;
    last = known;
  }
  return last.stamp;
}

const SHOWN_STAMP = /^(\d{1,4})([/.-])(\d{1,2})[/.-](\d{1,4}) (\d\d):(\d\d):(\d\d)\.(\d{3}):(\d+)$/;

function readStamp(text: string): Stamp | undefined {
  const raw = readRaw(text);
  if (raw !== undefined) {
    return raw;
  }
  const shown = SHOWN_STAMP.exec(text);
  if (shown === null) {
    return undefined;
  }
  const [, first = '', separator, second = '', third = '', hour, minute, end, fraction, serial] = shown;
  const [year, month, day] = dateOf(first, second, third, separator === '.');
  // The zone is the reader's and not in the text: taken as UTC.
  const time = Date.UTC(year, month - 1, day, Number(hour), Number(minute), Number(end), Number(fraction));
  return { text, time: BigInt(time) * 1_000_000n, serial: Number(serial), isShown: true };
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

const ZERO = 0x30;
const DOT = 0x2e;
const COLON = 0x3a;
/** So many digits are exact. */
const EXACT = 15;
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** As kernels print it: `1772359200.123:45`. */
function readRaw(text: string): Stamp | undefined {
  const dot = endOfDigits(text, 0);
  const colon = endOfDigits(text, dot + 1);
  const end = endOfDigits(text, colon + 1);
  const fraction = colon - dot - 1;
  if (
    dot < 1 ||
    dot > 11 ||
    text.charCodeAt(dot) !== DOT ||
    fraction < 1 ||
    fraction > 9 ||
    text.charCodeAt(colon) !== COLON ||
    end === colon + 1 ||
    end < text.length
  ) {
    return undefined;
  }
  return {
    text,
    time: nanoseconds(decimal(text, 0, dot), decimal(text, dot + 1, colon) * (POWERS[9 - fraction] ?? 1)),
    serial: end - colon <= EXACT ? decimal(text, colon + 1, end) : Number(text.slice(colon + 1)),
    isShown: false,
  };
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= ZERO && code <= ZERO + 9; code = text.charCodeAt(at)) at += 1;
  return at;
}

function decimal(text: string, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at++) value = 10 * value + text.charCodeAt(at) - ZERO;
  return value;
}
