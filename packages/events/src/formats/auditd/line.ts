import type { Codes, Part, Stretch } from '../../reading/piece.ts';
import { Words } from '../../reading/words.ts';
import recordTypes from './record-types.json' with { type: 'json' };
import { type Stamp, stampAt, stampOf } from './stamp.ts';

/** One record of the audit system: a line. Small, because records wait for others of their event. */
export class AuditRecord implements Part {
  readonly type: string;
  /** Of the machine (`node=`), where logs of several are collected. */
  readonly node: string | undefined;
  readonly stamp: Stamp;
  // The fields, with a space before the first.
  readonly text: string;
  readonly start: number;
  readonly end: number;

  constructor(
    type: string,
    node: string | undefined,
    stamp: Stamp,
    text: string,
    start: number,
    end: number,
  ) {
    this.type = type;
    this.node = node;
    this.stamp = stamp;
    this.text = text;
    this.start = start;
    this.end = end;
  }

  /** Nanoseconds since 1970. */
  get time(): bigint {
    return this.stamp.time;
  }

  get serial(): number {
    return this.stamp.serial;
  }

  /** As `ausearch -i` prints it: names instead of numbers, and no quotes. */
  get isInterpreted(): boolean {
    return this.stamp.isShown;
  }

  get body(): string {
    return this.text.slice(this.start, this.end);
  }
}

const NAMES: Readonly<Record<string, string>> = recordTypes;
const NUMBERED = /^(?:UNKNOWN\[)?(\d+)\]?$/;

/** `undefined`: this is no record. What stands before `type=` or `audit(` (a syslog header) is passed over. */
export function readRecord(line: Stretch): AuditRecord | undefined {
  return readUsual(line) ?? readAny(line.text.slice(line.start, line.end));
}

const BLANK = 0x20;
const CLOSE = 0x29;
const COLON = 0x3a;
const TYPE = 'type=';
const MESSAGE = ' msg=audit(';
const words = new Words();

/** What nearly every line is: `type=CWD msg=audit(1772359200.123:45): cwd="/"`. */
function readUsual({ text, codes, start, end }: Stretch): AuditRecord | undefined {
  const typeStart = start + TYPE.length;
  let typeEnd = typeStart;
  while (typeEnd < end && isOfType(codes[typeEnd] ?? 0)) typeEnd += 1;
  const stampStart = typeEnd + MESSAGE.length;
  if (
    typeEnd === typeStart ||
    (codes[typeStart] ?? 0) <= NINE ||
    stampStart >= end ||
    !isAt(TYPE, codes, start) ||
    !isAt(MESSAGE, codes, typeEnd)
  ) {
    return undefined;
  }
  let stampEnd = stampStart;
  while (stampEnd < end && isOfStamp(codes[stampEnd] ?? 0)) stampEnd += 1;
  if (
    stampEnd + 2 >= end ||
    codes[stampEnd] !== CLOSE ||
    codes[stampEnd + 1] !== COLON ||
    codes[stampEnd + 2] !== BLANK
  ) {
    return undefined;
  }
  const stamp = stampAt(text, stampStart, stampEnd);
  return stamp === undefined
    ? undefined
    : new AuditRecord(words.at(text, codes, typeStart, typeEnd), undefined, stamp, text, stampEnd + 2, end);
}

function isAt(word: string, codes: Codes, start: number): boolean {
  for (let at = 0; at < word.length; at++) {
    if (codes[start + at] !== word.charCodeAt(at)) return false;
  }
  return true;
}

const ZERO = 0x30;
const NINE = 0x39;
const UNDERSCORE = 0x5f;
const DOT = 0x2e;

function isOfType(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= ZERO && code <= NINE) || code === UNDERSCORE;
}

function isOfStamp(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === DOT || code === COLON;
}

function readAny(text: string): AuditRecord | undefined {
  const stampAt = text.indexOf('audit(');
  const stampEnd = text.indexOf(')', stampAt);
  if (stampAt < 0 || stampEnd < 0) {
    return undefined;
  }
  const typeAt = text.lastIndexOf('type=', stampAt);
  if (typeAt < 0) {
    return undefined;
  }
  const stamp = stampOf(text.slice(stampAt + 6, stampEnd));
  if (stamp === undefined) {
    return undefined;
  }
  const typeEnd = text.indexOf(' ', typeAt);
  const name = text.slice(typeAt + 5, typeEnd);
  const number = NUMBERED.exec(name)?.[1];
  const node = typeAt > 5 ? /(?:^|\s)node=(\S+)\s/.exec(text.slice(0, typeAt))?.[1] : undefined;
  const colon = text.indexOf(':', stampEnd);
  // Records of the daemon itself go on without one.
  const body = text.slice(colon > 0 && colon <= stampEnd + 2 ? colon + 1 : stampEnd + 1);
  const fields = body.startsWith(' ') ? body : ` ${body}`;
  const type = number === undefined ? name : (NAMES[number] ?? name);
  return new AuditRecord(type, node, stamp, fields, 0, fields.length);
}
