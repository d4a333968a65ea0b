/** What a regexp has and a pattern of agents seldom means; the first of each kind, in the order of the text. */
export interface RegexpSign {
  readonly start: number;
  readonly text: string;
}

/**
 * Signs of a regexp in the text of a pattern: its beginning, a choice, `.+`, `.*` at both ends. A `$` at the end alone is none,
 * as shares and accounts of Windows end so, nor is one `.*`: names of hidden files begin, and names with any ending end so.
 */
export function regexpSigns(value: string): readonly RegexpSign[] {
  // Most patterns have nothing of them.
  if (!/[|^+]|^\.\*/.test(value)) return [];
  const signs = [/^\^/, /\([^()|]+(?:\|[^()|]*)+\)/, /\.\+/, /^\.(?=\*.*\.\*$)/]
    .map((sign) => sign.exec(value))
    .filter((found) => found !== null)
    .map(({ index, 0: text }) => ({ start: index, text }));
  return signs.sort((a, b) => a.start - b.start);
}
