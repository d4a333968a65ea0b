/** `: did you mean X?` for a word that is few letters away from one of the candidates, else nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    const found = distance(word, candidate);
    if (found >= least) continue;
    best = candidate;
    least = found;
  }
  return best === undefined ? '' : `: did you mean \`${best}\`?`;
}

/** Letters to add, drop or change to make one word of the other. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 6 || a.length > 60) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
