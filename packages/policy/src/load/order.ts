import type { Location, Problem } from '@secl/text';
import type { PolicyFile } from '../read/definitions.ts';

/** Default policies first, then custom ones in byte order of their names, as agents read a directory. */
export function inLoadOrder(files: readonly PolicyFile[]): readonly PolicyFile[] {
  return [...files].sort((a, b) => rank(a) - rank(b) || inByteOrder(a.name, b.name));
}

function rank({ kind }: PolicyFile): number {
  return kind === 'default' ? 0 : 1;
}

/** By code points, which is the order of UTF-8; JavaScript compares UTF-16 units, where emoji come before U+E000. */
function inByteOrder(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

type Order<T> = (a: T, b: T) => number;

/** By file, then by place in it. `files` are in load order. */
export function placeOrder(files: readonly PolicyFile[]): Order<{ readonly place: Location }> {
  const order = new Map(files.map((file, index) => [file.name, index]));
  return (a, b) =>
    (order.get(a.place.document) ?? 0) - (order.get(b.place.document) ?? 0) ||
    a.place.range.start - b.place.range.start;
}

export function problemOrder(files: readonly PolicyFile[]): Order<Problem> {
  const byPlace = placeOrder(files);
  return (a, b) => byPlace(a, b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
