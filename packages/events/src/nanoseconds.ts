/**
 * Nanoseconds since 1970 are integers of 64 bits, which the engine works out by calling a library and in new memory for each
 * step. Here they are put together, and taken apart, as two halves of 32 bits, which takes it no call.
 */
const halves = new Uint32Array(2);
const whole = new BigUint64Array(halves.buffer);
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const LOW = isLittleEndian ? 0 : 1;
const HIGH = 1 - LOW;
const HALF = 0x1_0000_0000;
/** Up to here nanoseconds have no more than 64 bits. */
const LAST_SECOND = 9_999_999_999;

/** Many lines in a row are of the same second. */
let second = -1;
let secondLow = 0;
let secondHigh = 0;

/** Since 1970, of a second and the nanoseconds within it, both not negative. */
export function nanoseconds(seconds: number, fraction: number): bigint {
  if (seconds > LAST_SECOND) return BigInt(seconds) * 1_000_000_000n + BigInt(fraction);
  if (seconds !== second) {
    second = seconds;
    whole[0] = BigInt(seconds) * 1_000_000_000n;
    secondLow = halves[LOW] ?? 0;
    secondHigh = halves[HIGH] ?? 0;
  }
  const low = secondLow + fraction;
  halves[LOW] = low;
  halves[HIGH] = low < HALF ? secondHigh : secondHigh + 1;
  return whole[0] ?? 0n;
}

/** The lower 32 bits. */
export function lowHalf(time: bigint): number {
  whole[0] = time;
  return halves[LOW] ?? 0;
}
