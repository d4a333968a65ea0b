import { nanoseconds } from '../../nanoseconds.ts';
import type { Stretch } from '../../reading/piece.ts';
import type { WordTable } from '../../reading/words.ts';
import { isDigit, isOfName } from './characters.ts';

export const UNFINISHED = '<unfinished ...>';
const BLANK = 0x20;
const OPEN_CALL = 0x28;
const DOT = 0x2e;
const ZERO = 0x30;
const GREATER = 0x3e;
/** So many digits of a thread's number are exact. */
const EXACT = 15;
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/**
 * What nearly every line of a recording begins with: `7 1772359200.000100 openat(…`, read by its characters, into the same
 * object each time.
 */
export class UsualLine<Name> {
  tid = 0;
  /** Nanoseconds since 1970. */
  time = 0n;
  /** Of the call: what the table has made of it. Without one the line says something else. */
  name: Name | undefined = undefined;
  /** Where the name begins, or what stands in its place. */
  start = 0;
  /** Behind the last character that is no blank. */
  end = 0;
  isUnfinished = false;
  readonly #names: WordTable<Name>;

  constructor(names: WordTable<Name>) {
    this.#names = names;
  }

  /** `false`: it begins otherwise, and nothing that was read of it counts. */
  read({ text, codes, start, end }: Stretch): boolean {
    let at = start;
    let tid = 0;
    for (let code = codes[at] ?? 0; at < end && isDigit(code); code = codes[at] ?? 0) {
      tid = tid * 10 + code - ZERO;
      at += 1;
    }
    const tidEnd = at;
    while (at < end && codes[at] === BLANK) at += 1;
    const secondsStart = at;
    let seconds = 0;
    for (let code = codes[at] ?? 0; at < end && isDigit(code); code = codes[at] ?? 0) {
      seconds = seconds * 10 + code - ZERO;
      at += 1;
    }
    const secondsEnd = at;
    const secondsLength = secondsEnd - secondsStart;
    if (
      tidEnd === start ||
      tidEnd - start > EXACT ||
      secondsStart === tidEnd ||
      secondsLength < 6 ||
      secondsLength > 11 ||
      at >= end ||
      codes[at] !== DOT
    ) {
      return false;
    }
    at += 1;
    let fraction = 0;
    for (let code = codes[at] ?? 0; at < end && isDigit(code); code = codes[at] ?? 0) {
      fraction = fraction * 10 + code - ZERO;
      at += 1;
    }
    const fractionLength = at - secondsEnd - 1;
    const fractionEnd = at;
    while (at < end && codes[at] === BLANK) at += 1;
    const nameStart = at;
    if (at < end && !isDigit(codes[at] ?? 0)) {
      while (at < end && isOfName(codes[at] ?? 0)) at += 1;
    }
    if (fractionLength < 1 || fractionLength > 9 || nameStart === fractionEnd) {
      return false;
    }
    const isCall = at > nameStart && at < end && codes[at] === OPEN_CALL;
    const last = codes[end - 1] ?? 0;
    const trimmed = last > BLANK && last <= 0x7f ? end : start + text.slice(start, end).trimEnd().length;
    this.tid = tid;
    this.time = nanoseconds(seconds, fraction * (POWERS[9 - fractionLength] ?? 1));
    this.name = isCall ? this.#names.at(text, codes, nameStart, at) : undefined;
    this.start = nameStart;
    this.end = trimmed;
    this.isUnfinished = isCall && codes[trimmed - 1] === GREATER && endsUnfinished(text, nameStart, trimmed);
    return true;
  }
}

function endsUnfinished(text: string, start: number, end: number): boolean {
  const from = end - UNFINISHED.length;
  return from >= start && text.startsWith(UNFINISHED, from);
}
