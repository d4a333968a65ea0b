/** Patterns that match a little more, and a little less. What agents do not accept is left out by the checker. */
export function patternNeighbours(pattern: string, isPath: boolean): readonly string[] {
  const found = new Set([...looser(pattern, isPath), ...tighter(pattern)]);
  found.delete(pattern);
  return [...found];
}

function looser(pattern: string, isPath: boolean): readonly string[] {
  const slash = pattern.lastIndexOf('/');
  if (isPath && slash > 0) {
    const last = pattern.slice(slash + 1);
    if (last === '**') return [];
    return [`${pattern.slice(0, slash)}/${last === '*' ? '**' : '*'}`];
  }
  // One character less to match by.
  const end = /[^*](?=\**$)/.exec(pattern);
  if (end === null || pattern.replaceAll('*', '').length < 2) return [];
  const shorter = pattern.slice(0, end.index) + pattern.slice(end.index + 1);
  return [shorter.endsWith('*') ? shorter : `${shorter}*`];
}

/** Each star left out; of two in a row one. */
function tighter(pattern: string): readonly string[] {
  const found: string[] = [];
  for (const { index } of pattern.matchAll(/\*/g))
    found.push(pattern.slice(0, index) + pattern.slice(index + 1));
  return found;
}
