/** Sets of rules as words of 30 bits, which every JavaScript engine keeps as small integers. */
export const wordBits = 30;

export function wordsFor(rules: number): number {
  return Math.max(1, Math.ceil(rules / wordBits));
}

export function bitsOf(rules: Iterable<number>, words: number): readonly number[] {
  const bits = Array.from({ length: words }, () => 0);
  for (const rule of rules) {
    const word = Math.floor(rule / wordBits);
    bits[word] = (bits[word] ?? 0) | (1 << (rule % wordBits));
  }
  return bits;
}

export function allBits(rules: number): readonly number[] {
  return bitsOf(Array.from({ length: rules }, (_, rule) => rule).keys(), wordsFor(rules));
}

/** All rules but these. */
export function without(rules: ReadonlySet<number>, count: number): readonly number[] {
  const rest = Array.from({ length: count }, (_, rule) => rule).filter((rule) => !rules.has(rule));
  return bitsOf(rest, wordsFor(count));
}
