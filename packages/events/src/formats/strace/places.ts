import type { Codes, Stretch } from '../../reading/piece.ts';
import { endOfNumber, isDigit, isOfName, startsName } from './characters.ts';
import { endOfPlain, isPlain } from './quoted.ts';

/** What stands at a place. */
export const NUMBER = 0;
/** One name, or several joined by `|`. */
export const NAMES = 1;
/** In quotes, without any escape. */
export const STRING = 2;
/** `3</path>`: from the bracket on, without any escape. */
export const DESCRIPTOR = 3;

const MOST = 8;
/** So many digits fit into what processors add up at once. */
const MOST_DIGITS = 9;
const AT_FDCWD = 'AT_FDCWD';
const AT_FDCWD_NUMBER = -100;

const BLANK = 0x20;
const QUOTE = 0x22;
const CLOSE = 0x29;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const LESS = 0x3c;
const GREATER = 0x3e;
const PIPE = 0x7c;

/**
 * Where the arguments of a call stand, if they are what those of nearly all calls are: nothing is made of them, as most
 * are never asked for. Whatever else there may be (structures, lists, escapes) is for the parser, which reads these too.
 */
export class Places {
  count = 0;
  /** Behind the closing bracket; -1 where they are others. */
  end = -1;
  readonly kinds = new Uint8Array(MOST);
  readonly starts = new Int32Array(MOST);
  readonly ends = new Int32Array(MOST);
  /** Of descriptors. */
  readonly numbers = new Int32Array(MOST);

  /** From behind the opening bracket on; `false`: something else is among them. */
  find({ text, codes, end: last }: Stretch, from: number): boolean {
    let at = from;
    this.count = 0;
    this.end = -1;
    if (at < last && codes[at] === CLOSE) {
      this.end = at + 1;
      return true;
    }
    for (let count = 0; count < MOST && at < last; ) {
      const start = at;
      const first = codes[at] ?? 0;
      if (first === QUOTE) {
        const close = endOfPlain(codes, start + 1, last, QUOTE);
        if (close < 0) return false;
        this.#put(count, STRING, start + 1, close);
        at = close + 1;
      } else if (startsName(first)) {
        at = endOfNames(codes, start, last);
        if (at < 0) return false;
        if (at < last && codes[at] === LESS) {
          if (at - start !== AT_FDCWD.length || !text.startsWith(AT_FDCWD, start)) return false;
          at = this.#shown(codes, at, last, count, AT_FDCWD_NUMBER);
          if (at < 0) return false;
        } else {
          this.#put(count, NAMES, start, at);
        }
      } else if (first === MINUS || isDigit(first)) {
        at = endOfNumber(codes, start, last);
        if (at === start) return false;
        if (at < last && codes[at] === LESS) {
          const fd = digits(codes, start, at);
          at = fd < 0 ? -1 : this.#shown(codes, at, last, count, fd);
          if (at < 0) return false;
        } else {
          this.#put(count, NUMBER, start, at);
        }
      } else {
        return false;
      }
      count += 1;
      const next = at < last ? codes[at] : 0;
      if (next === CLOSE) {
        this.count = count;
        this.end = at + 1;
        return true;
      }
      if (next !== COMMA) return false;
      at += 1;
      while (at < last && codes[at] === BLANK) at += 1;
    }
    return false;
  }

  #put(count: number, kind: number, start: number, end: number): void {
    this.kinds[count] = kind;
    this.starts[count] = start;
    this.ends[count] = end;
  }

  /** What a descriptor is, from the bracket on: behind it, or -1. */
  #shown(codes: Codes, from: number, last: number, count: number, fd: number): number {
    const end = endOfShown(codes, from, last);
    this.#put(count, DESCRIPTOR, from, end);
    this.numbers[count] = fd;
    return end;
  }
}

/** Behind what stands in angle brackets, or -1 where it has no end or an escape. */
export function endOfShown(codes: Codes, from: number, last: number): number {
  let depth = 1;
  for (let at = from + 1; at < last; at++) {
    const code = codes[at] ?? 0;
    if (code === LESS) {
      // Two in a row are a shift.
      if (at === from + 1) return -1;
      depth += 1;
    } else if (code === GREATER) {
      if (codes[at - 1] !== MINUS) depth -= 1;
      if (depth === 0) return at + 1;
    } else if (!isPlain(code)) {
      return -1;
    }
  }
  return -1;
}

/** Behind a name or several that are joined by `|`; -1 where something else is among them. */
function endOfNames(codes: Codes, from: number, last: number): number {
  let at = from;
  for (;;) {
    if (at >= last || !startsName(codes[at] ?? 0)) return -1;
    at += 1;
    while (at < last && isOfName(codes[at] ?? 0)) at += 1;
    if (at >= last || codes[at] !== PIPE) return at;
    at += 1;
  }
}

/** A few decimal digits; -1 for anything else. */
export function digits(codes: Codes, start: number, end: number): number {
  if (end - start > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const code = codes[at] ?? 0;
    if (!isDigit(code)) return -1;
    value = value * 10 + code - ZERO;
  }
  return value;
}
