/** The clean absolute form: without `.`, `..`, doubled and final slashes. */
export function cleanPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      segments.pop();
    } else if (segment !== '' && segment !== '.') {
      segments.push(segment);
    }
  }
  return `/${segments.join('/')}`;
}

/** A path as seen from a directory; `undefined` where it is relative and the directory is unknown. */
export function resolvePath(directory: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) {
    return cleanPath(path);
  }
  return directory === undefined ? undefined : cleanPath(`${directory}/${path}`);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
