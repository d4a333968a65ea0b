/** What a text has in common with the one that it came from: all but the few characters that were typed. */

/** How many characters two texts share at their starts, and behind these at their ends. */
export function commonEnds(a: string, b: string): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(a.length, b.length);
  const head = longest(shorter, (from, to) => a.slice(from, to) === b.slice(from, to));
  const tail = longest(
    shorter - head,
    (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
  );
  return { head, tail };
}

/** Halving, as texts are compared at once far faster than one character after the other. */
function longest(limit: number, isSame: (from: number, to: number) => boolean): number {
  let same = 0;
  let most = limit;
  while (same < most) {
    const middle = (same + most + 1) >>> 1;
    if (isSame(same, middle)) same = middle;
    else most = middle - 1;
  }
  return same;
}

/** The same text, which does not keep the one that it was cut out of. */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
