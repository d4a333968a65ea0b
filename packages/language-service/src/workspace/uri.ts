/*
 * Clients write the same address in more than one way (`c%3A`, `c:`), so paths are compared, and addresses are handed
 * back as the client wrote them.
 */

/** The path of an address below a folder; undefined where it lies elsewhere. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const base = decoded(folder.endsWith('/') ? folder : `${folder}/`);
  const full = decoded(uri);
  return full.startsWith(base) ? full.slice(base.length) : undefined;
}

/** The address of a path in a folder. */
export function uriOf(folder: string, path: string): string {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return `${base}${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** What cannot be decoded stands for itself. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
