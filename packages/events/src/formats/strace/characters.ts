const ZERO = 0x30;
const SEVEN = 0x37;
const NINE = 0x39;
const MINUS = 0x2d;
const X = 0x78;
const UNDERSCORE = 0x5f;
/** So many characters of any base are exact in a double. */
const EXACT = 13;

/** Behind the number that stands at a place, decimal or hexadecimal with `0x`; the place itself where there is none. */
export function endOfNumber(text: string, from: number): number {
  const start = text.charCodeAt(from) === MINUS ? from + 1 : from;
  if (text.charCodeAt(start) === ZERO && (text.charCodeAt(start + 1) | 0x20) === X) {
    let at = start + 2;
    while (isHex(text.charCodeAt(at))) {
      at += 1;
    }
    if (at > start + 2) {
      return at;
    }
  }
  let at = start;
  while (isDigit(text.charCodeAt(at))) {
    at += 1;
  }
  return at > start ? at : from;
}

/** The value of a number, as a double where that is exact. */
export function numberOf(text: string): number | bigint {
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
export function isOctal(text: string): boolean {
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
