/** The clean absolute form: without `.`, `..`, doubled and final slashes. */
export function cleanPath(path: string): string {
  if (isClean(path)) {
    return path;
  }
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

const SLASH = 0x2f;
const DOT = 0x2e;

/** Absolute, and nothing in it looks as if it were to be cleaned. */
function isClean(path: string): boolean {
  if (path.charCodeAt(0) !== SLASH) {
    return false;
  }
  for (let at = 0; at >= 0; at = path.indexOf('/', at + 1)) {
    const next = path.charCodeAt(at + 1);
    // The one slash of the root has nothing behind it.
    if (next === SLASH || next === DOT || (Number.isNaN(next) && at > 0)) {
      return false;
    }
  }
  return true;
}

/** A path as seen from a directory; `undefined` where it is relative and the directory is unknown. */
export function resolvePath(directory: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) {
    return cleanPath(path);
  }
  return directory === undefined ? undefined : cleanPath(`${directory}/${path}`);
}

export function baseName(path: string): string {
  // Names are short: found from here before the engine has been asked.
  let start = path.length;
  while (start > 0 && path.charCodeAt(start - 1) !== SLASH) start -= 1;
  return path.slice(start);
}
