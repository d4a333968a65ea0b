import type { Codes } from '../../reading/piece.ts';

const ZERO = 0x30;
const SEVEN = 0x37;
const NINE = 0x39;
const MINUS = 0x2d;
const X = 0x78;
const UNDERSCORE = 0x5f;
/** So many characters of any base are exact in a double. */
const EXACT = 13;

/**
 * Behind the number that stands at a place before `end`, decimal or hexadecimal with `0x`; the place itself where there is
 * none.
 */
export function endOfNumber(codes: Codes, from: number, end: number): number {
  const start = codes[from] === MINUS ? from + 1 : from;
  if (start + 2 < end && codes[start] === ZERO && ((codes[start + 1] ?? 0) | 0x20) === X) {
    let at = start + 2;
    while (at < end && isHex(codes[at] ?? 0)) {
      at += 1;
    }
    if (at > start + 2) {
      return at;
    }
  }
  let at = start;
  while (at < end && isDigit(codes[at] ?? 0)) {
    at += 1;
  }
  return at > start ? at : from;
}

/** The value of the number that stands there, as a double where that is exact. */
export function numberAt(text: string, codes: Codes, start: number, end: number): number | bigint {
  const first = codes[start] === MINUS ? start + 1 : start;
  if (
    first === start &&
    end - first > 2 &&
    ((codes[first + 1] ?? 0) | 0x20) === X &&
    end - first <= EXACT + 2
  ) {
    return hexAt(codes, first + 2, end);
  }
  if (end - first > EXACT || ((codes[first + 1] ?? 0) | 0x20) === X) {
    return numberOf(text.slice(start, end));
  }
  let value = 0;
  for (let at = first; at < end; at++) {
    value = value * 10 + (codes[at] ?? 0) - ZERO;
  }
  return first > start && value !== 0 ? -value : value;
}

/** The same for arguments, where `0666` is octal. */
export function argumentAt(text: string, codes: Codes, start: number, end: number): number | bigint {
  const first = codes[start] === MINUS ? start + 1 : start;
  if (codes[first] === ZERO && end - first > 1) {
    const shown = text.slice(start, end);
    if (isOctal(shown)) return numberOf(`0o${shown.replace(/^-?0/, '')}`);
  }
  return numberAt(text, codes, start, end);
}

function hexAt(codes: Codes, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const code = codes[at] ?? 0;
    value = value * 16 + (isDigit(code) ? code - ZERO : (code | 0x20) - 0x57);
  }
  return value;
}

function numberOf(text: string): number | bigint {
  const isNegative = text.charCodeAt(0) === MINUS;
  const digits = isNegative ? text.slice(1) : text;
  if (digits.length <= EXACT) {
    const small = Number(digits);
    return isNegative && small !== 0 ? -small : small;
  }
  const value = isNegative ? -BigInt(digits) : BigInt(digits);
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** What strace prints with a zero in front of it: modes, which have no sign. */
function isOctal(text: string): boolean {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (text.charCodeAt(start) !== ZERO || text.length < start + 2) {
    return false;
  }
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > SEVEN) {
      return false;
    }
  }
  return true;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isHex(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
}

/** Of a name in C. */
export function startsName(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === UNDERSCORE;
}

export function isOfName(code: number): boolean {
  return startsName(code) || isDigit(code);
}
