/*
 * Paths with `/`, relative to where the file system starts or absolute, as text. Nothing here looks at a disk.
 */

/** `a/./b//c/..` as `a/b`; `.` for the start itself. What leads above the start keeps its `..`. */
export function normalPath(path: string): string {
  const root = path.startsWith('/') ? '/' : '';
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    const last = kept.at(-1);
    if (segment !== '..' || last === '..' || (last === undefined && root === '')) kept.push(segment);
    else kept.pop();
  }
  return root + kept.join('/') || '.';
}

/** A path as seen from a directory. */
export function joinPath(directory: string, path: string): string {
  return normalPath(path.startsWith('/') ? path : `${directory}/${path}`);
}

/** The directory that holds a file or directory. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '.' : end === 0 ? '/' : path.slice(0, end);
}

/** The order of agents, and of everything that must not change from machine to machine: bytes, not a language. */
export function inByteOrder(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
