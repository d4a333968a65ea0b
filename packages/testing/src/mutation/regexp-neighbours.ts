/** Regexps without an anchor, with one more, and without one of their alternatives. */
export function regexpNeighbours(regexp: string): readonly string[] {
  const found = new Set<string>();
  if (regexp.startsWith('^')) found.add(regexp.slice(1));
  else if (!hasAlternatives(regexp)) found.add(`^${regexp}`);
  if (/(?<!\\)\$$/.test(regexp)) found.add(regexp.slice(0, -1));
  else if (!hasAlternatives(regexp)) found.add(`${regexp}$`);
  for (const shorter of withoutAlternatives(regexp)) found.add(shorter);
  found.delete(regexp);
  return [...found];
}

const hasAlternatives = (regexp: string): boolean => regexp.includes('|');

/** Of groups that hold nothing but words; others would have to be parsed. */
function* withoutAlternatives(regexp: string): Generator<string> {
  for (const match of regexp.matchAll(/(?<=^|\((?:\?:)?)[\w./ :-]+(?:\|[\w./ :-]+)+(?=\)|$)/g)) {
    const words = match[0].split('|');
    for (const index of words.keys()) {
      const left = words.filter((_, other) => other !== index).join('|');
      yield regexp.slice(0, match.index) + left + regexp.slice(match.index + match[0].length);
    }
  }
}
