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
