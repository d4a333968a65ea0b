/** Names in place of values: the same for the same value, wherever it stands, in the order in which they come. */
export interface Pseudonyms {
  /** `user-1`, `user-2`, …: of the kind as which it was met first. */
  name(kind: string, value: string): string;
  /** 1, 2, … */
  number(kind: string, value: string): number;
}

/**
 * Numbers instead of hashes: what stands in a recording is often easy to guess, and then a hash gives it away. Memory
 * grows with the number of different values.
 */
export function pseudonyms(): Pseudonyms {
  const byKind = new Map<string, Map<string, number>>();
  const byValue = new Map<string, string>();
  const number = (kind: string, value: string): number => {
    const known = byKind.get(kind) ?? new Map<string, number>();
    byKind.set(kind, known);
    const found = known.get(value) ?? known.size + 1;
    known.set(value, found);
    return found;
  };
  return {
    number,
    name(kind, value) {
      const known = byValue.get(value) ?? `${kind}-${number(kind, value)}`;
      byValue.set(value, known);
      return known;
    },
  };
}
