/** Many lines in a row are of the same second. */
let second = -1;
let secondBase = 0n;

/** Since 1970, of a second and the nanoseconds within it. */
export function nanoseconds(seconds: number, fraction: number): bigint {
  if (seconds !== second) {
    second = seconds;
    secondBase = BigInt(seconds) * 1_000_000_000n;
  }
  return secondBase + BigInt(fraction);
}
