/**
 * Exact signed 64-bit arithmetic on canonical integers: a `number` where it is safe, else a `bigint`. Results wrap as the
 * agent's do. Two numbers are worked on as numbers wherever that is exact; only the rest goes through BigInt.
 * Canonical integers need no function to compare: `===`, `<` and the like are exact between numbers and bigints.
 */
export type Int = number | bigint;

const TWO_32 = 4_294_967_296;
const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** The canonical form of an integer that fits into 64 bits. */
export function canonical(value: bigint): Int {
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value;
}

/** The canonical form of the lowest 64 bits. */
export function wrap(value: bigint): Int {
  return canonical(BigInt.asIntN(64, value));
}

export function add(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    // A sum of safe integers that had to be rounded is not safe, so a safe one is exact.
    if (Number.isSafeInteger(sum)) {
      return sum;
    }
  }
  return wrap(BigInt(a) + BigInt(b));
}

export function subtract(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) {
      return difference;
    }
  }
  return wrap(BigInt(a) - BigInt(b));
}

export function negate(a: Int): Int {
  return subtract(0, a);
}

export function and(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a & b;
    return isInt32(a) && isInt32(b) ? low : join(high(a) & high(b), low);
  }
  return wrap(BigInt(a) & BigInt(b));
}

export function or(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a | b;
    return isInt32(a) && isInt32(b) ? low : join(high(a) | high(b), low);
  }
  return wrap(BigInt(a) | BigInt(b));
}

export function xor(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const low = a ^ b;
    return isInt32(a) && isInt32(b) ? low : join(high(a) ^ high(b), low);
  }
  return wrap(BigInt(a) ^ BigInt(b));
}

export function not(a: Int): Int {
  return subtract(-1, a);
}

/** Below 0, 0 or above 0, as `sort` wants it. */
export function compare(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Digits with an optional sign, to the base 10 or 8; `undefined` for other text and for what 64 bits cannot hold.
 */
export function toInt(text: string, base: 8 | 10 = 10): Int | undefined {
  const digits = base === 10 ? /^([+-]?)([0-9]+)$/.exec(text) : /^([+-]?)([0-7]+)$/.exec(text);
  const [, sign, magnitude] = digits ?? [];
  if (magnitude === undefined) {
    return undefined;
  }
  if (magnitude.length <= 15) {
    const small = Number.parseInt(magnitude, base);
    return sign === '-' ? 0 - small : small;
  }
  const significant = magnitude.replace(/^0+(?=.)/, '');
  // Longer texts cannot fit, and BigInt would take long over a million digits to find out.
  if (significant.length > 22) {
    return undefined;
  }
  const value = BigInt(base === 10 ? significant : `0o${significant}`);
  const signed = sign === '-' ? -value : value;
  return signed >= MIN && signed <= MAX ? canonical(signed) : undefined;
}

function isInt32(value: number): boolean {
  return (value | 0) === value;
}

/** The bits from 32 up, sign included; `value & value` gives those below. */
function high(value: number): number {
  return Math.floor(value / TWO_32);
}

function join(highBits: number, lowBits: number): Int {
  const value = highBits * TWO_32 + (lowBits >>> 0);
  // Only -2^53 comes out here as a number that is exact and yet not safe.
  return Number.isSafeInteger(value) ? value : BigInt(value);
}
